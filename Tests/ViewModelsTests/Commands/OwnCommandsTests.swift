import ServiceCore
import Synchronization
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct OwnCommandsTests {
    /// The words that a program was run with.
    private final class Runs: Sendable {
        let all = Mutex<[[String]]>([])
    }

    private func board(
        _ emails: [String] = ["ana@a.test", "-rf@a.test"], readOnly: Bool = false, own: [Command],
        output: ProgramOutput = ProgramOutput(text: "found\n")
    ) async -> (BoardDriver, Runs) {
        let store = FakeStore()
        store.putContacts(emails)
        let connection = readOnly ? store.connection().readOnly() : store.connection()
        let driver = BoardDriver(store, connections: [connection], keyMap: KeyMap(own: own))
        let runs = Runs()
        driver.board.runProgram = { words async throws(ServiceError) in
            runs.all.withLock { $0.append(words) }
            return output
        }
        await driver.start()
        await driver.keys("5")
        return (driver, runs)
    }

    private var look: Command {
        OwnCommands.program(
            "look", key: .function(7), pane: .contacts, words: ["find", "--mail={email}"], help: "")
    }

    @Test func `an alias and a shortcut run a line as the palette does`() async {
        let (driver, _) = await board(own: [
            OwnCommands.alias("just", for: "filter"), OwnCommands.shortcut(.function(6), for: "contacts ana"),
        ])
        await driver.command("just ana")
        #expect(driver.table?.filter == "ana")
        await driver.keys("1", "F6")
        #expect(driver.place.hasSuffix("contacts") && driver.table?.filter == "ana")
    }

    @Test func `a shortcut to what is not offered here says why`() async {
        let (driver, _) = await board(
            readOnly: true, own: [OwnCommands.shortcut(.function(6), for: "delete")])
        await driver.keys("F6")
        #expect(driver.snapshot.notice?.text == "“delete”: this board is read-only.")
    }

    @Test func `a program gets the row's fields and shows what it prints`() async {
        let (driver, runs) = await board(
            ["ana@a.test"], own: [look], output: ProgramOutput(text: "a\tb\nc", code: 3))
        await driver.keys("F7")
        #expect(runs.all.withLock { $0 } == [["find", "--mail=ana@a.test"]])
        guard case .lines(let page) = driver.snapshot.body else { Issue.record("no page"); return }
        #expect(page.title == "look ana@a.test")
        #expect(page.lines.map(\.text) == ["It ended with exit code 3.", "a    b", "c"])
        await driver.keys("q")
        #expect(driver.place == "contacts")
    }

    @Test func `a field that could be an option runs nothing`() async {
        let (driver, runs) = await board(["-rf@a.test"], own: [look])
        await driver.keys("F7")
        #expect(runs.all.withLock { $0 }.isEmpty)
        #expect(
            driver.snapshot.notice?.text
                == "The program was not run: “-rf@a.test” begins with a dash, as an option does.")
    }

    @Test func `a field without a value, a secret and marks run nothing`() async throws {
        let row = Row(Contact(id: ResourceID("fake", .contact, "1"), account: "a", email: "ana@a.test"))
        #expect(throws: ServiceError(.invalid, "The program was not run: ana@a.test has no phone.")) {
            try ProgramWords(words: ["call", "{phone}"]).filled(from: row)
        }
        var user = SMTPUser(id: ResourceID("fake", .smtpUser, "1"), account: "a", name: "u")
        user.password = Secret("hidden")
        #expect(throws: ServiceError.self) {
            try ProgramWords(words: ["x", "{password}"]).filled(from: Row(user))
        }
        let (driver, runs) = await board(["ana@a.test", "bo@a.test"], own: [look])
        await driver.keys("Space", "Space", "F7")
        #expect(runs.all.withLock { $0 }.isEmpty)
        #expect(driver.snapshot.notice?.text == "look takes one row; 2 are marked.")
    }

    @Test func `a board that only reads has no programs`() async {
        let (driver, runs) = await board(readOnly: true, own: [look])
        await driver.keys("F7")
        #expect(runs.all.withLock { $0 }.isEmpty)
        #expect(driver.snapshot.notice?.text == "look: this board is read-only")
    }
}
