import FoundationEssentials
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// A directory with a relay, and another relay that its sending domain `shop.example` or its account may name.
struct OwnRelayBench {
    let bench: LaunchBench
    let directory: FaultRelay
    let own: FaultRelay

    static let domain = RelayOwner.domain("shop.example", account: nil)

    init(contacts: Int = 0, own script: RelayScript = RelayScript()) async throws {
        bench = try await LaunchBench(contacts: contacts)
        (directory, own) = (try await FaultRelay(), try await FaultRelay(script))
        let account = bench.account
        try await bench.store.write { db in
            try StoreFixture.sender(db, account: account, address: "news@other.example")
            for name in ["shop.example", "other.example"] {
                _ = try db.insert(
                    into: "sending_domain", [("account", account), ("name", name), ("created_at", 0)])
            }
        }
        try await use(address(directory))
    }

    func address(_ relay: FaultRelay, user: String? = nil) -> RelayAddress {
        RelayAddress(user: user, host: "127.0.0.1", port: relay.port)
    }

    // MARK: Deciding

    func use(_ relay: RelayAddress?) async throws {
        let change = TransportChange(
            channel: .email, url: relay?.description, who: "kim@console", now: bench.time.now)
        try await bench.store.write { db in try change.run(in: db) }
    }

    func name(_ relay: RelayAddress?, by owner: RelayOwner = domain) async throws {
        let change = OwnRelayChange(
            owner: owner, url: relay?.description, who: "kim@console", now: bench.time.now)
        try await bench.store.write { db in try change.run(in: db) }
    }

    func nameOwn() async throws { try await name(address(own)) }

    func refusal(_ body: () async throws -> Void) async -> ServiceError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? ServiceError
        }
    }

    func relay(of sender: String) async throws -> Int64? {
        try await bench.store.read { [account = bench.account] db in
            try RelayChoice.relay(of: sender, account: account, in: db)
        }
    }

    // MARK: Sending

    /// A launch from the domain that may name a relay, or from the other.
    func launch(from sender: String = "news@shop.example", deferred: Bool = false) async throws -> Int64 {
        let campaign = try await bench.campaign(
            deferUntil: deferred ? bench.time.now.addingTimeInterval(3600) : nil)
        try await bench.write("UPDATE campaign SET from_address = ? WHERE id = ?", [sender, campaign])
        try await bench.launch(campaign)
        return campaign
    }

    func single(to address: String, from sender: String = "news@shop.example") async throws {
        let (account, now) = (bench.account, bench.time.now)
        try await bench.store.write { db in
            var message = FrozenMessage(from: sender)
            message.subject = "Hello"
            var single = SingleSubmission(account: account, channel: .email, message: message)
            single.addresses = [address]
            try single.write(at: now, in: db)
        }
    }

    /// As a process that takes over would make it.
    func transport(password: Secret? = nil) async throws -> PlatformTransport {
        let ways = try await bench.store.read { db in try DecidedWays(in: db) }
        var leaving = LeavingTransports()
        leaving.mail = .relay(address(directory)) { nil }
        for own in ways.own {
            leaving.own.append((own.id, .relay(try own.setting.address(), own: own.id) { password }))
        }
        return .leaving(leaving, sentence: ways.sentence ?? "")
    }

    func engine(epoch: Int) async throws -> DeliveryEngine {
        try await bench.write("UPDATE engine SET epoch = ?", [epoch])
        let engine = try DeliveryEngine(
            store: bench.store, transport: try await transport(), epoch: epoch, clock: bench.time.clock)
        try await engine.recover()
        return engine
    }

    /// Whom a relay has taken messages for, as often as it did.
    func taken(_ relay: FaultRelay) -> [String] { relay.accepted.flatMap(\.recipients).sorted() }

    func held() async throws -> TransportReport.Held {
        try await bench.store.read { db in try HeldLaunches.counts(in: db) }
    }
}
