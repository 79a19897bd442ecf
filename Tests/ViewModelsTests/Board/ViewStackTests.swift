import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct ViewStackTests {
    private var views = ViewStack(.pane(.accounts))
    private let second = PaneDescription(
        Contact.self, name: "bounced", title: "Bounced", columns: ["email", "name"])

    private var crumbs: [String] { views.all.map(\.crumb) }

    private func page(_ title: String) -> PageModel {
        PageModel(title: title, page: PageState(), kind: .notices)
    }

    private func place(marking row: Row? = nil) -> TablePlace {
        var state = TableState()
        if let row { state.marks[row.id] = row }
        return TablePlace(
            filterText: "", filter: .all, sort: nil, scrolledColumns: 0, unfilteredCount: nil, narrowed: nil,
            state: state)
    }

    private mutating func show(_ pane: PaneDescription, isOpened: Bool = false) {
        _ = views.makeWay(for: pane, isOpened: isOpened)
        if views.current.pane?.name != pane.name { views.push(.pane(pane), over: place()) }
    }

    // MARK: Panes

    @Test mutating func `a pane beside another takes its place`() {
        show(.contacts)
        #expect(crumbs == ["contacts"] && views.pane.name == "contacts")
        #expect(views.lastPane?.name == "accounts")
    }

    @Test mutating func `one that is opened lies over the other, and the next takes the place of that`() {
        show(.contacts)
        show(.campaigns, isOpened: true)
        #expect(crumbs == ["contacts", "campaigns"])
        show(.accounts)
        #expect(crumbs == ["contacts", "accounts"])
        show(.contacts)
        #expect(crumbs == ["contacts"])
    }

    @Test mutating func `over a page a pane is opened, so that there is a way back`() {
        views.push(.page(page("Why")))
        show(.contacts)
        #expect(crumbs == ["accounts", "why", "contacts"])
        #expect(views.pop()?.covered != nil && views.pane.name == "accounts")
    }

    @Test mutating func `the first view stays`() {
        #expect(views.isRoot && views.pop() == nil)
        views.push(.page(page("Why")))
        #expect(!views.isRoot && views.pop()?.covered == nil && views.isRoot)
    }

    // MARK: Two panes of one kind

    @Test mutating func `two panes may show one kind, and rows are meant in the one on top`() {
        show(.contacts)
        #expect(views.pane(of: .contact).name == "contacts")
        show(second, isOpened: true)
        views.push(.page(page("Why")))
        #expect(views.pane(of: .contact).name == "bounced" && views.pane.name == "bounced")
        #expect(views.lastPane?.name == "contacts" && views.pane(of: .sender).name == "senders")
    }

    @Test func `each has a table of its own over the rows of both`() async {
        let driver = await Desk.contacts()
        await driver.keys("Space")
        driver.board.showPane(second)
        await driver.settle()
        let table = driver.board.currentTable
        #expect(table?.pane.name == "bounced" && table?.table.marks.isEmpty == true)
        #expect(driver.names == ["ana@a.test", "bo@a.test", "cy@a.test"])
        driver.board.forget([ResourceID("fake", .contact, "bo")])
        #expect(driver.names.count == 2 && driver.board.table(.contacts).table.marks.count == 1)
        #expect(driver.board.table(.contacts).table.visible.count == 2)
    }

    // MARK: Pages

    @Test mutating func `a page is changed wherever it lies, and one that was left nowhere`() {
        let (first, other) = (page("Why"), page("Why"))
        views.push(.page(first))
        views.push(.page(other))
        views.change(first.id) { $0.title = "Changed" }
        #expect(crumbs == ["accounts", "changed", "why"])
        _ = views.pop()
        views.change(other.id) { $0.title = "Late" }
        #expect(crumbs == ["accounts", "changed"])
    }

    @Test mutating func `only lines are moved in`() {
        views.changeLines { _ in Issue.record("a pane has no lines") }
        var model = page("Manual")
        model.page = PageState(lines: [DetailLine(.plain, text: "a"), DetailLine(.plain, text: "b")])
        views.push(.page(model))
        views.fit(BoardLayout(size: Size(width: 80, height: 24)), ManualBook())
        views.changeLines { $0.move(by: 1) }
        #expect(views.current.lines?.cursor == 1)
    }

    @Test mutating func `what is gone does not come back marked`() {
        let row = Row(Contact(id: ResourceID("fake", .contact, "1"), account: "kim", email: "ana@a.test"))
        views.push(.pane(.contacts), over: place(marking: row))
        views.drop([row.id])
        #expect(views.pop()?.covered?.state.marks.isEmpty == true)
    }
}
