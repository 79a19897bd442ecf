import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct DetailUntoldTests {
    private func texts(_ row: Row, isHosted: Bool) -> [String: String] {
        let lines = DetailPage(ManualClock().board).lines(of: row, pane: nil, isHosted: isHosted)
        return Dictionary(lines.map { ($0.label, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `what a hosted platform never told is not called empty`() {
        var contact = Contact(id: ResourceID("dmds", .contact, "kim"), account: "acme", email: "kim@a.test")
        contact.untold = ["age"]
        let hosted = texts(Row(contact), isHosted: true)
        #expect(hosted["Empty"]?.contains("First name") == true)
        for label in ["Created", "Phone", "Age"] {
            #expect(hosted["Not told"]?.contains(label) == true && hosted["Empty"]?.contains(label) == false)
        }
        let own = texts(Row(contact), isHosted: false)
        #expect(own["Empty"]?.contains("Created") == true && own["Not told"] == "Age")
    }

    @Test func `a key that a hosted platform did not tell is not called empty`() {
        let account = Account.untold(ResourceID("dyn", .account, "a@x.test"), username: "a@x.test")
        let hosted = texts(Row(account), isHosted: true)
        #expect(hosted["Not told"]?.contains("API key") == true)
        #expect(hosted["Empty"]?.contains("API key") != true)
    }
}
