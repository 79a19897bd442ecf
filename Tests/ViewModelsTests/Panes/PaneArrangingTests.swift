import ServiceCore
import Testing
import ViewModels

@Suite struct PaneArrangingTests {
    @Test func `the columns named are shown in that order, behind the one that rows are known by`() {
        let pane = PaneDescription.contacts.arranged(by: [
            ColumnPlace("phone"), ColumnPlace("state", width: 12), ColumnPlace("nosuch"),
        ])
        let shown = pane.columns.filter { !$0.isHidden }
        #expect(shown.map(\.field) == ["email", "phone", "state"])
        #expect(shown[2].column.width == 12...12)
        #expect(Set(pane.columns.map(\.field)) == Set(PaneDescription.contacts.columns.map(\.field)))
    }

    @Test func `the first column may have a width too, and none named leaves all as it is`() {
        let pane = PaneDescription.contacts.arranged(by: [ColumnPlace("email", width: 40)])
        #expect(pane.columns.filter { !$0.isHidden }.map(\.field) == ["email"])
        #expect(pane.columns[0].column.width == 40...40)
        #expect(PaneDescription.contacts.arranged(by: []).columns == PaneDescription.contacts.columns)
    }
}
