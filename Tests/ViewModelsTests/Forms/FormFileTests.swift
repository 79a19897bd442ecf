import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct FormFileTests {
    /// A message being written whose text names a file.
    private func writing(_ text: String) async -> BoardDriver {
        let driver = await Desk.contacts()
        driver.board.readFile = { path async throws(ServiceError) in
            guard path == "letter.txt" else { throw ServiceError(.notFound, "There is no file “\(path)”.") }
            return "Hello\nKim\n"
        }
        await driver.keys("M")
        driver.type("Subject")
        await driver.keys("Tab")
        driver.type(text)
        return driver
    }

    @Test func `a long field is filled from the file it names`() async {
        let driver = await writing("@letter.txt")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.changes.last?.after == "Hello\nKim\n")
    }

    @Test func `a file that cannot be read marks its field`() async {
        let driver = await writing("@nowhere.txt")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview == nil && driver.form?.focus == 1)
        #expect(driver.form?.fields[1].error == "There is no file “nowhere.txt”.")
    }

    @Test(arguments: ["@kim hello", "mail me@a.test", "@"])
    func `text that is more than a path is text`(text: String) async {
        let driver = await writing(text)
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.changes.last?.after == text)
    }
}
