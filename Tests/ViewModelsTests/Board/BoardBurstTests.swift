import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// Keys of the whole command table, typed faster than anything answers.
@MainActor
@Suite struct BoardBurstTests {
    private static let keys =
        CommandTable.all.flatMap(\.keys)
        + "ana@ <>0123456789yn".map(KeyStroke.character) + [
            .enter, .enter, .escape, .control("s"), .backspace,
        ]

    @Test(arguments: 0..<12)
    func `no burst of keys ends the board`(seed: Int) async {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let driver = await desk()
        for _ in 0..<40 {
            let pane = PaneRegistry.all.randomElement(using: &numbers) ?? .contacts
            driver.board.showPane(pane.kind)
            for _ in 0..<Int.random(in: 1...30, using: &numbers) {
                guard let key = Self.keys.randomElement(using: &numbers) else { continue }
                driver.board.press(key)
                if Int.random(in: 0..<4, using: &numbers) == 0 { _ = driver.board.snapshot }
            }
            await driver.advance(by: .milliseconds(Int.random(in: 0...400, using: &numbers)))
            await check(driver)
        }
    }

    /// What the picture shows under its cursor is what an action would take.
    private func check(_ driver: BoardDriver) async {
        guard let table = driver.board.currentTable?.table, driver.table?.cursor != nil else { return }
        #expect(driver.selected == table.selected?.name)
    }

    private func desk() async -> BoardDriver {
        let stores = (0..<3).map { FakeStore(ConnectionID("c\($0)")) }
        for store in stores {
            store.putContacts((0..<30).map { "ana\($0)@\(store.id.name).test" })
            store.put([
                Account(id: ResourceID(store.id, .account, "1"), username: "kim@\(store.id.name).test")
            ])
            store.putCampaign("Spring \(store.id.name)", .running)
            store.put([SMTPUser(id: ResourceID(store.id, .smtpUser, "1"), account: "acme", name: "relay")])
        }
        let connections = [stores[0].connection(), stores[1].hostedConnection(), stores[2].connection()]
        let driver = BoardDriver(stores[0], connections: connections)
        await driver.start()
        return driver
    }
}
