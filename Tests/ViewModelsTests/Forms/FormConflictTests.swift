import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// Two people edit one row: nothing of either is lost unseen.
@MainActor
@Suite struct FormConflictTests {
    /// A form in which `mine` was typed, while somebody else saved `theirs`.
    private func colliding(
        mine: [String: String], theirs: @escaping @Sendable (inout Contact) -> Void
    ) async -> BoardDriver {
        let driver = await Desk.contacts(["ana@a.test"])
        await driver.keys("e")
        for (label, text) in mine.sorted(by: { $0.key < $1.key }) {
            while driver.form.map({ $0.fields[$0.focus].label }) != label { await driver.keys("Tab") }
            driver.type(text)
        }
        driver.store.change("ana", Contact.self, theirs)
        await driver.keys("Ctrl-S", "y")
        return driver
    }

    private func contact(_ driver: BoardDriver) -> Contact? { driver.store.all(Contact.self).first }

    @Test func `what only one of two has changed is kept of each`() async {
        let driver = await colliding(mine: ["First name": "Ana"]) { $0.lastName = "Lee" }
        #expect(driver.form?.preview?.changes.map(\.label) == ["First name"])
        #expect(driver.notice.contains("changed meanwhile"))
        await driver.keys("y")
        #expect(contact(driver)?.firstName == "Ana" && contact(driver)?.lastName == "Lee")
    }

    @Test func `both values are shown, and theirs can be kept`() async {
        let driver = await colliding(mine: ["Last name": "Kim"]) { $0.lastName = "Lee" }
        #expect(driver.choice?.items.map(\.title) == ["Theirs: Last name “Lee”", "Mine: Last name “Kim”"])
        await driver.keys("Enter")
        #expect(driver.form?.preview == nil && driver.form?.fields.contains { $0.text == "Lee" } == true)
        #expect(contact(driver)?.lastName == "Lee")
        await driver.keys("Esc")
        #expect(driver.form == nil && driver.confirm == nil)
    }

    @Test func `mine can go on top, once it was seen against theirs`() async {
        let driver = await colliding(mine: ["Last name": "Kim"]) { $0.lastName = "Lee" }
        await driver.keys("j", "Enter")
        let change = driver.form?.preview?.changes.first
        #expect(change?.before == "Lee" && change?.after == "Kim")
        await driver.keys("y")
        #expect(contact(driver)?.lastName == "Kim")
    }

    @Test func `each field can be chosen by itself`() async {
        let driver = await colliding(mine: ["First name": "Ana", "Last name": "Kim"]) {
            $0.firstName = "Ann"
            $0.lastName = "Lee"
        }
        #expect(driver.choice?.items.map(\.title).last == "Field by field")
        await driver.keys("G", "Enter")
        #expect(driver.choice?.title == "First name: whose?")
        await driver.keys("j", "Enter")
        #expect(driver.choice?.title == "Last name: whose?")
        await driver.keys("Enter")
        #expect(driver.form?.preview?.changes.map(\.after) == ["Ana"])
        await driver.keys("y")
        #expect(contact(driver)?.firstName == "Ana" && contact(driver)?.lastName == "Lee")
    }

    @Test(arguments: ["Esc", "Ctrl-C"])
    func `leaving the choice gives the form back as it was typed`(key: String) async {
        let driver = await colliding(mine: ["Last name": "Kim"]) { $0.lastName = "Lee" }
        await driver.keys(key)
        #expect(driver.form?.fields.contains { $0.text == "Kim" } == true)
        #expect(contact(driver)?.lastName == "Lee")
    }

    @Test func `two who typed the same have nothing left to save`() async {
        let driver = await colliding(mine: ["Last name": "Lee"]) { $0.lastName = "Lee" }
        #expect(driver.form?.preview == nil && driver.snapshot.notice?.hint == "nothing is left to save")
    }

    @Test func `an edit of what the form does not hold is no reason to ask`() async {
        let driver = await colliding(mine: ["Last name": "Kim"]) { $0.phone = "+15550100" }
        await driver.keys("y")
        #expect(contact(driver)?.lastName == "Kim" && contact(driver)?.phone == "+15550100")
    }

    @Test func `a row that is gone is told, and the form stays`() async {
        let driver = await Desk.contacts(["ana@a.test"])
        await driver.keys("e", "Tab")
        driver.type("Kim")
        driver.store.remove(.contact, ["ana"])
        await driver.keys("Ctrl-S", "y")
        #expect(driver.form?.error.isEmpty == false && driver.form?.preview == nil)
    }
}
