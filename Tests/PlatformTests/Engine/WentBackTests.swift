import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A database that is older than what was sent from it.
@Suite(.timeLimit(.minutes(10))) struct WentBackTests {
    private let folder: TemporaryDirectory
    private let files = FileManager.default

    init() throws { folder = try TemporaryDirectory() }

    private var url: URL { folder.url.appending(path: "after") }

    /// The folder as a killed process leaves it, with its log or without.
    private func crash(_ bench: LaunchBench, losingLog: Bool, inPlace: Bool = true) throws {
        try files.copyItem(at: bench.store.directory.url, to: url)
        let directory = DataDirectory(url)
        if losingLog { try files.removeItem(at: directory.files.writeAheadLog) }
        guard inPlace, let identity = FileIdentity(directory.database.path) else { return }
        try Data("open \(identity.number)".utf8).write(to: directory.files.sessionLock)
    }

    private func bench(contacts: Int = 700) async throws -> (LaunchBench, Int64) {
        let bench = try await LaunchBench(contacts: contacts, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        return (bench, campaign)
    }

    /// As many batches as were asked for, the last of them handed over and not recorded.
    private func send(_ bench: LaunchBench, batches: Int) async throws {
        let engine = try await bench.engine(chunk: 300)
        for _ in 0..<batches {
            let claim = try await engine.step()
            try await engine.submit(claim)
        }
    }

    @Test(arguments: 1...6)
    func `a log that is lost in mid-launch holds the engine, and nobody is sent to twice`(
        _ batches: Int
    ) async throws {
        let (before, campaign) = try await bench()
        try await before.launch(campaign)
        try await send(before, batches: batches)
        try crash(before, losingLog: true)
        let bench = try LaunchBench(reopening: url, of: before)
        let taken = try SandboxRecord(in: bench.store.directory).entries().count
        let hold = try #require(try await bench.store.engineHold())
        #expect(hold.reasons.first == .logLost)
        #expect(hold.missing == 0, "what a launch hands over stands in the file")
        // Whoever launches, and whoever has the engine, is told.
        #expect(await failure { try await bench.engine(epoch: 2) } == hold.error)
        let refused = await failure { try await bench.launch(campaign) }
        #expect(refused?.code.exitCode == 4)
        let known = try await bench.parts(campaign)[.accepted] ?? 0
        let result = try await bench.resume()
        #expect(result.accepted == taken - known)
        #expect(result.missing == 0)
        #expect(try await bench.store.engineHold() == nil)
        try await bench.run(bench.engine(epoch: 3))
        let parts = try await bench.parts(campaign)
        #expect((parts[.accepted] ?? 0) + (parts[.unknown] ?? 0) == 700)
        try await Reconciler(bench: bench).check(campaign)
        #expect(await failure { try await bench.resume() }?.code == .conflict)
    }

    @Test func `a crash that loses nothing holds nothing`() async throws {
        let (before, campaign) = try await bench()
        try await before.launch(campaign)
        try await send(before, batches: 2)
        try crash(before, losingLog: false)
        let bench = try LaunchBench(reopening: url, of: before)
        #expect(try await bench.store.engineHold() == nil)
        try await bench.run(bench.engine(epoch: 2))
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `another program that took the log in takes nothing away`() async throws {
        let (before, campaign) = try await bench()
        try await before.launch(campaign)
        try await send(before, batches: 2)
        try crash(before, losingLog: false)
        let other = try PlainDatabase(at: DataDirectory(url).database)
        _ = try other.read { db in try Int.fetchOne(db, "SELECT count(*) FROM delivery") }
        try other.close()
        #expect(!files.fileExists(atPath: DataDirectory(url).files.writeAheadLog.path))
        let bench = try LaunchBench(reopening: url, of: before)
        #expect(try await bench.store.engineHold() == nil)
        try await bench.run(bench.engine(epoch: 2))
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `an edit that is lost with the log holds the engine as well`() async throws {
        let (before, campaign) = try await bench(contacts: 30)
        _ = await before.store.emptyLog()
        try await before.write("UPDATE campaign SET title = 'Autumn' WHERE id = ?", [campaign])
        try crash(before, losingLog: true)
        let hold = try await PlatformStore.open(url).engineHold()
        #expect(hold?.reasons == [.logLost, .olderThanMark])
        #expect(hold?.known == "it knows of every message that the sandbox's record shows as handed over")
    }

    @Test func `an older backup in the database's place holds the engine, and no number is given twice`()
        async throws
    {
        let (before, campaign) = try await bench(contacts: 40)
        let backup = try await before.store.backUp(at: before.time.now)
        try await before.launch(campaign)
        try await before.run(before.engine())
        try before.store.close()
        let directory = before.store.directory
        for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: directory.database.path + suffix) }
        try files.copyItem(at: backup, to: directory.database)
        let bench = try LaunchBench(reopening: directory.url, of: before)
        let hold = try #require(try await bench.store.engineHold())
        #expect(hold.reasons == [.olderThanMark, .olderThanRecord])
        #expect((hold.waiting, hold.missing) == (0, 40))
        #expect(hold.error.message.contains("40 messages that were handed over are unknown to it"))
        #expect(try await bench.resume().missing == 40)
        let entries = try await bench.store.read { db in
            try AuditQueries.find(Int64.fetchOne(db, "SELECT max(id) FROM audit") ?? 0, in: db)
        }
        let decision = try #require(entries)
        #expect(decision.who == "kim@console" && decision.what == "resume")
        #expect(decision.targetName == "delivery engine" && decision.reason == hold.why)
        #expect(decision.changes.first { $0.field == "missing" }?.after == .integer(40))
        let other = try await bench.campaign()
        try await bench.launch(other)
        try await bench.run(bench.engine(epoch: 9))
        #expect(try await bench.number("SELECT min(id) FROM delivery") == 41)
        try await Reconciler(bench: bench).check(other)
        try bench.store.close()
        #expect(try await PlatformStore.open(directory.url).engineHold() == nil)
    }

    @Test(arguments: [true, false])
    func `a copy of a folder in use is held where it would send`(_ hasWork: Bool) async throws {
        let (before, campaign) = try await bench(contacts: 40)
        if hasWork { try await before.launch(campaign) }
        try crash(before, losingLog: false, inPlace: false)
        let hold = try await PlatformStore.open(url).engineHold()
        #expect(hold?.reasons == (hasWork ? [.copied] : nil))
    }

    @Test func `what was sent again after a lost answer is no sign of a loss`() async throws {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let now = bench.time.now
        try await bench.store.write { db in try Unknowns.resolve(1, .resend, at: now, in: db) }
        try bench.store.close()
        #expect(try await PlatformStore.open(bench.store.directory.url).engineHold() == nil)
    }

    @Test func `a database made anew has no past`() async throws {
        let store = try PlatformStore.open(url)
        for number in 1...5 { try await store.setMeta(.rules, to: "\(number)") }
        try store.close()
        let directory = DataDirectory(url)
        for suffix in ["", "-wal", "-shm"] { try? files.removeItem(atPath: directory.database.path + suffix) }
        #expect(try await PlatformStore.open(url).engineHold() == nil)
    }

    @Test func `a commit is counted where it changed something, and told after it`() async throws {
        let store = try PlatformStore.open(url)
        let start = CommitMark.number(in: store.directory.files)
        try await store.setMeta(.rules, to: "{}")
        let once = CommitMark.number(in: store.directory.files)
        try await store.setMeta(.bulkLoad, to: nil)
        #expect(start.isBefore(once))
        #expect(CommitMark.number(in: store.directory.files) == once)
        #expect(try await store.read { db in try CommitNumber(of: db) } == once)
    }

    @Test func `numbers begin anew after the highest`() {
        let highest = CommitNumber(rawValue: .max)
        #expect(highest.next.rawValue == 1)
        #expect(highest.isBefore(highest.next) && !highest.next.isBefore(highest))
        #expect(!highest.isBefore(highest))
    }
}
