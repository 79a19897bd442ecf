import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardCapabilityTests {
    private func everywhere(_ driver: BoardDriver) async -> (
        hints: Set<String>, names: Set<String>, help: String
    ) {
        let hints = Set(driver.hintKeys)
        await driver.keys(":")
        let names = Set(driver.palette?.items.map(\.name) ?? [])
        await driver.keys("Esc")
        let help = HelpPage.lines(for: driver.board).map(\.text).joined(separator: "\n")
        return (hints, names, help)
    }

    @Test func `what a platform can do stands in hints, palette and help`() async {
        let (hints, names, help) = await everywhere(await Desk.contacts())
        #expect(hints.isSuperset(of: ["w", "i", "a", "M", "n", "e", "X"]))
        for name in ["contact.whitelist", "contact.message", "row.new", "row.edit", "row.delete"] {
            let word = CommandTable.named(name)?.word ?? ""
            #expect(names.contains(word) && help.contains(":\(name)"))
        }
    }

    @Test func `read-only takes every edit out of all of them at once`() async {
        let driver = await Desk.contacts(readOnly: true)
        #expect(driver.snapshot.header.isReadOnly)
        let (hints, names, help) = await everywhere(driver)
        #expect(hints.isDisjoint(with: ["w", "i", "a", "M", "n", "e", "X"]))
        for name in ["contact.whitelist", "contact.message", "row.new", "row.edit", "row.delete"] {
            let word = CommandTable.named(name)?.word ?? ""
            #expect(!names.contains(word) && !help.contains(":\(name)"))
        }
        let before = driver.snapshot
        await driver.keys("w", "i", "a", "M", "n", "e", "X", "Enter", "w", "e")
        #expect(driver.snapshot.overlay == nil && before.overlay == nil)
        #expect(
            !driver.store.calls.contains {
                !["list", "find"].contains($0.name.split(separator: ".").last) && $0.name != "trace"
            })
    }

    @Test func `read-only neither launches nor pauses, but watches`() async {
        let store = FakeStore()
        store.putCampaign("Spring", .running)
        let driver = BoardDriver(store, connections: [store.connection().readOnly()])
        await driver.start()
        await driver.keys("6", "S")
        #expect(driver.snapshot.overlay == nil && driver.place == "campaigns")
        await driver.keys("Enter")
        #expect(driver.watch != nil && !driver.hintKeys.contains("P") && !driver.hintKeys.contains("X"))
        await driver.keys("P", "X")
        #expect(driver.snapshot.overlay == nil && store.calls("campaign.pause").isEmpty)
    }

    @Test func `no command stands twice in help or palette, whatever platforms offer by its name`() async {
        let store = FakeStore()
        store.putCampaign("Spring", .draft)
        var connection = store.connection()
        for name in ["launch", "message", "pause"] {
            connection.resources[.campaign]?.operations.actions.append(
                ResourceAction(ActionDescription(name, help: "Does it.", effect: .irreversible)) {
                    _, _ async throws(ServiceError) in EditOutcome(name)
                })
        }
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("6")
        let names = driver.board.offeredCommands(in: driver.board.scopes).map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(["campaign.launch", "campaign.message", "campaign.pause"]).isSubset(of: names))
        let told = HelpPage.lines(for: driver.board).filter { $0.text.hasSuffix(":campaign.launch") }
        #expect(told.count == 1)
    }

    @Test func `a kind that nobody serves says so, and offers nothing`() async {
        let store = FakeStore()
        let driver = BoardDriver(store, connections: [store.connection(only: [.account])])
        await driver.start()
        await driver.keys("5")
        #expect(driver.table?.message?.text == "No connection here offers contacts.")
        #expect(Set(driver.hintKeys).isDisjoint(with: ["w", "i", "n", "e", "X"]))
        await driver.keys("n", "w", "X", "j", "G", "Space", "*", "<", "E", "r")
        #expect(driver.snapshot.overlay == nil)
    }

    @Test func `narrowed to a read-only connection nothing is offered that another can`() async {
        let (first, second) = (FakeStore("first"), FakeStore("second"))
        second.putContacts(["bo@a.test"])
        let driver = BoardDriver(first, connections: [first.connection(), second.connection().readOnly()])
        await driver.start()
        await driver.command("connection second")
        await driver.keys("5")
        #expect(driver.names == ["bo@a.test"])
        #expect(Set(driver.hintKeys).isDisjoint(with: ["w", "i", "a", "n", "e", "X", "M"]))
    }
}
