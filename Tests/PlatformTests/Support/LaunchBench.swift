import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A store with an account, a sender and contacts, on which campaigns are launched and reconciled.
final class LaunchBench: StoreBench {
    let folder: TemporaryDirectory
    let store: PlatformStore
    let time = ManualTime()
    let account: Int64
    let options: SandboxOptions
    var transport: PlatformTransport { .sandbox(options) }

    /// - Parameter url: where the store is, if not in a folder of its own.
    init(contacts: Int = 0, options: SandboxOptions = .immediate(), in url: URL? = nil) async throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(url ?? folder.url)
        self.options = options
        account = try await store.write { db in
            let account = try StoreFixture.account(db)
            try StoreFixture.sender(db, account: account)
            for number in stride(from: 1, through: contacts, by: 1) {
                try StoreFixture.contact(
                    db, account: account, numid: number, email: "person\(number)@example\(number % 7).com")
            }
            return account
        }
    }

    /// The next process on the folder of another bench, or on a copy of it.
    init(reopening url: URL, of before: LaunchBench) throws {
        folder = before.folder
        store = try PlatformStore.open(url)
        (account, options) = (before.account, before.options)
    }

    @discardableResult
    func resume() async throws -> EngineResumption {
        try await store.resumeEngine(
            at: time.now, by: "kim@console", transport: transport, bounces: BounceRules())
    }

    /// An e-mail campaign for everybody unless told otherwise.
    func campaign(
        _ audience: AudienceSpec = AudienceSpec(kind: .all), type: CampaignType = .normal,
        text: String = "Hello",
        smtpUser: Int64? = nil, deferUntil: Date? = nil, policy: String = "hold"
    ) async throws -> Int64 {
        let (account, time) = (account, time.now.storedTime)
        return try await store.write { db in
            let isSMS = type.rawValue.hasPrefix("sms")
            try db.execute(
                """
                INSERT OR IGNORE INTO content (sha256, bytes, created_at) VALUES (x'01', CAST(\(text)
                AS BLOB), 0)
                """)
            let numid = try Int.fetchOne(db, "SELECT count(*) + 1 FROM campaign") ?? 1
            return try db.insert(
                into: "campaign",
                [
                    ("uuid", UUID().uuidString), ("account", account), ("numid", numid),
                    ("channel", isSMS ? "sms" : "email"), ("type", type.rawValue), ("title", "Spring sale"),
                    ("subject", "Spring"), ("from_address", isSMS ? "Shop" : "news@shop.example"),
                    ("text_content", 1), ("message", text), ("audience", audience.json),
                    ("smtp_user", smtpUser), ("defer_until", deferUntil?.storedTime),
                    ("unknown_policy", policy), ("created_at", time), ("updated_at", time),
                ])
        }
    }

    @discardableResult
    func launch(_ campaign: Int64, key: String = UUID().uuidString) async throws -> Launching.Verdict {
        let now = time.now
        return try await store.write { db in try Launching.request(campaign, key: key, at: now, in: db) }
    }

    /// An engine as a process that takes over would make it.
    func engine(
        epoch: Int = 1, chunk: Int = 20_000, options: SandboxOptions? = nil,
        bounces: BounceRules = BounceRules()
    ) async throws -> DeliveryEngine {
        try await write("UPDATE engine SET epoch = ?", [epoch])
        let engine = try DeliveryEngine(
            store: store, transport: .sandbox(options ?? self.options), epoch: epoch,
            bounces: bounces, chunkSize: chunk, firstChunkSize: chunk, clock: time.clock)
        try await engine.recover()
        return engine
    }

    /// Works until nothing is left to do, moving the clock to each next thing.
    func run(_ engine: DeliveryEngine, until end: Date = .distantFuture) async throws {
        while let next = try await engine.drain() {
            if next > end { return }
            // Times are kept rounded down, so the instant itself may read as the one before.
            time.move(to: next.addingTimeInterval(0.001))
        }
    }

    /// What the board works with, on this store and clock.
    var context: PlatformContext {
        PlatformContext(
            options: PlatformOptions(
                dataDirectory: folder.url.path, who: "kim@console", clock: time.clock),
            store: store, transport: transport)
    }

    /// Deletes a campaign as the board does.
    @discardableResult
    func delete(_ campaign: Int64) async throws -> EditOutcome {
        let deletion = try #require(CampaignKind(context: context).operations().delete)
        return try await deletion.perform([context.id(.campaign, campaign)])
    }

    @discardableResult
    func deleteAccount() async throws -> EditOutcome {
        let deletion = try #require(AccountKind(context: context).operations().delete)
        return try await deletion.perform([context.id(.account, account)])
    }

    /// Gives the account SMS credits.
    func grant(_ credits: Int) async throws {
        let account = account
        try await store.write { db in
            try SMSLedger.book(credits, "grant", account: account, campaign: nil, at: 0, in: db)
        }
    }

    /// An entry by hand of the account's own, by the channel that the address is of.
    func suppress(_ address: String) async throws {
        try await write(
            """
            INSERT INTO suppression (account, channel, address, reason, at) VALUES (?, ?, ?, 'manual', 0)
            """, [account, address.contains("@") ? "email" : "sms", address])
    }

    /// A saved filter of the account.
    func addFilter(_ query: String) async throws -> Int64 {
        let account = account
        return try await store.write { db in
            try db.insert(
                into: "saved_filter",
                [("account", account), ("name", query), ("query", query), ("created_at", 0)])
        }
    }

    func parts(_ campaign: Int64) async throws -> [DeliveryState: Int] {
        try await store.read { db in try CampaignState.parts(of: campaign, in: db) }
    }

    func state(_ campaign: Int64) async throws -> String? {
        try await text("SELECT state FROM campaign WHERE id = ?", [campaign])
    }

    func addSMTPUser(hourly: Int = 0, total: Int = 0) async throws -> Int64 {
        let account = account
        return try await store.write { db in
            try db.insert(
                into: "smtp_user",
                [
                    ("account", account), ("name", "smtp70001"), ("hourly_limit", hourly),
                    ("total_limit", total), ("created_at", 0),
                ])
        }
    }
}
