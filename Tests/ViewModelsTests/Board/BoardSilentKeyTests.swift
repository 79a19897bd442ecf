import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardSilentKeyTests {
    @Test(arguments: [
        ("Z", "Z does nothing here."), ("é", "é does nothing here."), ("\\", "Nothing is marked."),
        ("Esc", "There is nothing to clear."), ("h", "There are no more columns to the left."),
        ("s", "s does nothing here."),
    ])
    func `a key that does nothing in a list says so`(key: String, notice: String) async {
        let driver = await Desk.contacts()
        await driver.keys(key)
        #expect(driver.notice == notice)
    }

    @Test(arguments: [
        ("Enter", "This line leads nowhere."), ("]", "Search with / first."), ("[", "Search with / first."),
        (",", "This is the first row."), ("x", "reveal: there is nothing here for it"),
    ])
    func `and in a detail`(key: String, notice: String) async {
        let driver = await Desk.contacts()
        await driver.keys("Enter", key)
        #expect(driver.notice == notice)
    }

    @Test(arguments: [("X", "delete"), ("e", "edit"), ("n", "new"), ("w", "whitelist")])
    func `on a read-only board the keys that write say why they do not`(key: String, title: String) async {
        let driver = await Desk.contacts(readOnly: true)
        await driver.keys(key)
        #expect(driver.notice == "\(title): this board is read-only")
    }
}
