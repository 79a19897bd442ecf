import Foundation
import ServiceCore
import Store
import TestSupport

@testable import Platform

/// A launch bench whose account has hooks, on a server of the test's own that takes what they are told.
final class HookBench: StoreBench {
    let bench: LaunchBench
    var store: PlatformStore { bench.store }
    let server: ScriptedServer

    init(contacts: Int = 1, rates: SandboxRates = .silent) async throws {
        bench = try await LaunchBench(contacts: contacts, options: .immediate(rates: rates))
        server = try await ScriptedServer()
        server.otherwise(.status(200))
    }

    /// Hooks and URLs at loopback may be posted to unless told otherwise.
    func context(allowsPrivateTargets: Bool = true) -> PlatformContext {
        var options = bench.context.options
        options.allowsPrivateTargets = allowsPrivateTargets
        return PlatformContext(options: options, store: store)
    }

    /// Runs a dispatcher while the body does, as a process would that has the engine.
    func dispatching(
        allowsPrivateTargets: Bool = true, _ body: () async throws -> Void
    ) async throws {
        let epoch = try await number("SELECT epoch FROM engine")
        let dispatcher = HookDispatcher(context(allowsPrivateTargets: allowsPrivateTargets), epoch: epoch)
        let running = Task { await dispatcher.run() }
        defer { running.cancel() }
        try await body()
        running.cancel()
        await running.value
    }

    /// A hook of the key `k1`, told of everything unless events are named.
    @discardableResult
    func hook(_ path: String = "/hook", events: String = "", storesLog: Bool = false) async throws -> Int64 {
        let (account, url, vault) = (bench.account, server.url + path, store.vault)
        return try await store.write { db in
            try db.insert(
                into: "hook",
                [
                    ("account", account), ("webhook_id", UUID().uuidString), ("url", url),
                    ("events", events), ("stores_log", storesLog), ("created_at", 0),
                    ("key_sealed", try vault.seal(Secret("k1"), for: .hookKey)),
                ])
        }
    }

    /// Sends to everybody and lets the sandbox's people answer.
    func send() async throws {
        try await bench.launch(try await bench.campaign())
        try await bench.run(try await bench.engine())
    }

    /// What a hook is owed, as if its events had just happened.
    func owe(_ count: Int, to hook: Int64) async throws {
        let (account, time) = (bench.account, bench.time.now.storedTime)
        try await store.write { db in
            for number in 1...count {
                try db.execute(
                    """
                    INSERT INTO hook_out (account, hook, endpoint, url, event, event_at, body, next_at,
                    created_at) SELECT \(account), id, url, '', \(number), \(time), '{}', \(time),
                    \(time) FROM hook WHERE id = \(hook)
                    """)
            }
        }
    }

    /// Tells whoever sleeps on changes that the time has moved.
    func advance(_ seconds: TimeInterval) async throws {
        bench.time.advance(seconds)
        try await write("UPDATE hook_out SET last_status = last_status")
    }

    /// Returns once the database says so.
    func until(_ condition: () async throws -> Bool) async throws {
        let changes = store.changes()
        if try await condition() { return }
        for await _ in changes where try await condition() { return }
    }

    /// `state attempt wait status` of each row, the wait in seconds from now and `-` where it waits no more.
    func owed() async throws -> [String] {
        let now = bench.time.now.storedTime
        return try await store.read { db in
            try SQLRow.fetchAll(db, "SELECT state, attempt, next_at, last_status FROM hook_out ORDER BY id")
                .map { row in
                    let wait = (row[2] as Int64?).map { String(($0 - now) / 1000) } ?? "-"
                    let status = (row[3] as Int?).map(String.init) ?? "-"
                    return "\(row[0] as String) \(row[1] as Int) \(wait) \(status)"
                }
        }
    }

    func events(at path: String = "/hook") -> [String] {
        server.requests(to: "POST", path).map { $0.header("x-sendboard-event-id") ?? "" }
    }
}
