import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// A pasted list becomes marks, and an edit of marks leaves a receipt.
@MainActor
@Suite struct BoardListedMarksTests {
    private let ticket = """
        Hello, please whitelist these:
        Ana <ana@a.test>, bo@a.test; cy@a.test
        and ghost@a.test (ana@a.test was named before)
        """

    /// The ticket pasted and looked up.
    private func pasted(_ driver: BoardDriver, _ text: String? = nil) async {
        await driver.command("mark")
        driver.board.paste(text ?? ticket)
        await driver.keys("Ctrl-S")
    }

    @Test func `the preview counts what is found, unknown and so already before anything is marked`() async {
        let driver = await Desk.contacts()
        await driver.keys("w")
        await pasted(driver)
        let preview = driver.form?.preview
        #expect(preview?.target == "3 of 4 found")
        #expect(preview?.remarks == ["1 unknown", "1 repetition left out"])
        #expect(preview?.changes.first?.label == "whitelist")
        #expect(preview?.changes.first?.after == "2 change, 1 is so already")
        #expect(preview?.changes.last?.label == "unknown" && preview?.changes.last?.after == "ghost@a.test")
        #expect(driver.board.currentTable?.table.marks.isEmpty == true)
        await driver.keys("c")
        #expect(driver.copied == ["ghost@a.test"])
        await driver.keys("y")
        #expect(driver.form == nil)
        #expect(driver.notice == "3 contacts marked, 1 not found")
        #expect(driver.board.currentTable?.table.marks.count == 3)
    }

    @Test func `rows that no window holds are marked too, and acted on`() async {
        let driver = await Desk.contacts()
        await driver.command("filter cy")
        await pasted(driver)
        await driver.keys("y", "w")
        #expect(driver.confirm?.lines.first?.text.hasPrefix("3 marked, 2 of them not in this list") == true)
        await driver.answer("y")
        #expect(driver.store.calls("contact.whitelist").map { Set($0.ids) } == [["ana", "bo", "cy"]])
        // What is known of them is what the edit left, so that the next key does the opposite.
        await driver.keys("w")
        #expect(driver.confirm?.title == "Unwhitelist 3 contacts?")
    }

    @Test func `an edit of a list is shown before, whatever it would do, and leaves a receipt`() async throws
    {
        let driver = await Desk.contacts()
        await pasted(driver)
        await driver.keys("y", "w")
        #expect(driver.confirm?.lines.first?.text == "3 change")
        await driver.answer("y")
        #expect(driver.snapshot.notice?.hint == "u undo · :receipt")
        await driver.command("receipt out.csv")
        let receipts = driver.effects.compactMap { effect -> (Receipt, String)? in
            if case .saveReceipt(let receipt, let path) = effect { (receipt, path) } else { nil }
        }
        let (receipt, path) = try #require(receipts.first)
        #expect(path == "out.csv")
        #expect(receipt.lines.map(\.target) == ["ana@a.test", "bo@a.test", "cy@a.test", "ghost@a.test"])
        #expect(receipt.lines.map(\.outcome) == ["done", "done", "done", "not found"])
        #expect(
            receipt.lines[0].before.contains("whitelisted=no")
                && receipt.lines[0].after.contains("whitelisted=yes"))
    }

    @Test func `what cannot be done is named with the reason, and the rest done`() async {
        let driver = await Desk.contacts()
        await driver.keys("i", "j", "Space", "G", "Space", "g", "Space", "g", "i")
        #expect(driver.confirm?.lines.first?.text == "2 will be invalid, 1 is already")
        await driver.answer("y")
        #expect(driver.store.calls("contact.invalidate").last.map { Set($0.ids) } == ["bo", "cy"])
    }

    @Test func `of several receipts one is chosen`() async {
        let driver = await Desk.contacts()
        await driver.keys("*", "w", "w")
        await driver.command("receipt")
        #expect(driver.choice?.items.count == 2)
        #expect(driver.choice?.items.first?.title.contains("unwhitelist 3 contacts: 3 done") == true)
        await driver.keys("Enter")
        #expect(driver.snapshot.prompt?.sign == "receipt of unwhitelist 3 contacts to: ")
    }

    @Test(arguments: ["nothing here", " ", "ghost@a.test"])
    func `a list without rows says so beside the box, and nothing of it is lost`(text: String) async {
        let driver = await Desk.contacts()
        await pasted(driver, text)
        #expect(driver.form?.preview == nil)
        #expect(driver.form?.fields.first?.error.isEmpty == false)
        #expect(driver.form?.fields.first?.text == text)
        #expect(driver.board.currentTable?.table.marks.isEmpty == true)
    }

    @Test func `a connection that cannot be asked makes nobody unknown`() async {
        let driver = await Desk.contacts()
        driver.store.fail("contact.find", Desk.down)
        await pasted(driver, "ana@a.test bo@a.test")
        #expect(driver.form?.fields.first?.error.contains("cannot be reached") == true)
    }

    @Test func `thousands are looked for without holding up a key, and given up by Ctrl-C`() async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.find")
        await driver.command("mark")
        driver.board.paste((1...5000).map { "p\($0)@a.test" }.joined(separator: "\n"))
        driver.burst("Ctrl-S")
        await driver.store.arrival(of: "contact.find")
        #expect(driver.form?.isSending == true)
        driver.burst("Ctrl-C")
        driver.store.releaseAll("contact.find")
        await driver.settle()
        #expect(driver.form?.preview == nil && driver.form?.isSending == false)
        #expect(driver.store.calls("contact.find").count < 5000)
    }
}
