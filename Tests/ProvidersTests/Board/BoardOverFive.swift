import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing
import ViewModels

/// A board over five platforms, one of which answers less well than it might, and what a person reads on it.
@MainActor
struct BoardOverFive {
    let platforms: FivePlatforms
    /// The platform that does not answer well, and how.
    let ill: String
    let manner: Manner
    let time: TestTime
    let driver: BoardDriver
    let trail: SeenTrail
    private let fronts: [String: ScriptedServer]

    init(_ platforms: FivePlatforms, ill: String, _ manner: Manner, _ time: TestTime) async throws {
        (self.platforms, self.ill, self.manner, self.time) = (platforms, ill, manner, time)
        trail = SeenTrail(try platforms.trail)
        var connections = [try platforms.connection]
        var fronts: [String: ScriptedServer] = [:]
        for name in FivePlatforms.hosted {
            let served = try platforms.served(name)
            let front = try await served.front()
            fronts[name] = front
            connections.append(try served.connect(through: front, time, trail: trail))
        }
        self.fronts = fronts
        driver = BoardDriver(connections: connections, clock: ManualClock(start: time.date))
        try lay(manner.telling(HalfTold(ill)))
        await driver.start()
        try lay(manner.answering(time))
    }

    /// Makes the platform as ill again as it was, where that passes by itself.
    func renewIllness() throws {
        if manner.isRenewed { try lay(manner.answering(time)) }
    }

    private func lay(_ ways: [ServerWay]) throws {
        let subject = try #require(ContractSubject.all.first { $0.kind == ill })
        for way in ways { fronts[ill]?.behave(way, isWrite: subject.isWrite) }
    }

    func pass(_ length: Duration) async {
        time.pass(length)
        await driver.advance(by: length)
    }

    // MARK: Finding a row

    func show(_ pane: String) async {
        if pane.hasPrefix(":") {
            await driver.command(String(pane.dropFirst()))
        } else {
            await driver.keys(pane)
        }
    }

    /// Puts the cursor on a row, looked for by its name; says whether the board has it.
    func choose(_ name: PlatformBooks.Name) async -> Bool {
        driver.burst("/", "Ctrl-U")
        driver.type(name.name)
        await driver.keys("Enter", "Home")
        guard let place = rows.firstIndex(where: { name.isOf($0) }) else { return false }
        for _ in 0..<place { driver.burst("j") }
        await driver.settle()
        return driver.board.currentTable?.table.selected.map(name.isOf) == true
    }

    /// The row as the board shows it now.
    func shown(_ name: PlatformBooks.Name) -> Row? { rows.first { name.isOf($0) } }

    private var rows: [Row] { driver.board.currentTable.map { Array($0.table.visible) } ?? [] }

    /// The connections of which the board says that their rows are stale.
    var stale: Set<String> {
        let freshness = driver.board.currentTable?.freshness ?? [:]
        return Set(freshness.filter { $0.value.failure != nil }.keys.map(\.name))
    }
}

extension PlatformBooks.Name {
    func isOf(_ row: Row) -> Bool {
        row.id.connection.name == platform && row.id.kind == kind && row.name == name
    }
}
