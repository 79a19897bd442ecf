import FoundationEssentials
import ServiceCore
import Store
import Synchronization
import Testing

@testable import Platform

/// Two transports of one engine, each for its own channel.
@Suite struct ChannelTransportsTests {
    private struct World {
        let bench: LaunchBench
        let mail = RestingTransport(.email)
        let texts = RestingTransport(.sms)
        let engine: DeliveryEngine
        let campaigns: (mail: Int64, texts: Int64)

        init(contacts: Int, hasTexts: Bool = true) async throws {
            bench = try await LaunchBench(contacts: contacts)
            try await bench.grant(1000)
            try await bench.write("UPDATE contact SET phone = '+3460000' || (1000 + id)")
            campaigns = (
                try await bench.campaign(), try await bench.campaign(type: .smsPlain, text: "Hello")
            )
            try await bench.launch(campaigns.mail)
            try await bench.launch(campaigns.texts)
            try await bench.write("UPDATE engine SET epoch = 1")
            let parts: [any Transport] = hasTexts ? [texts, mail] : [mail]
            let both = PlatformTransport(
                description: .init("relay", "a relay"), open: { _, _ in ChannelTransports(parts: parts) })
            engine = try DeliveryEngine(
                store: bench.store, transport: both, epoch: 1, clock: bench.time.clock)
            try await engine.recover()
        }

        func parts(_ campaign: Int64) async throws -> [DeliveryState: Int] {
            try await bench.parts(campaign).filter { $0.value > 0 }
        }
    }

    @Test func `each message goes to the transport of its channel`() async throws {
        let world = try await World(contacts: 30)
        _ = try await world.engine.drain()
        #expect(try await world.parts(world.campaigns.mail) == [.accepted: 30])
        #expect(try await world.parts(world.campaigns.texts) == [.accepted: 30])
        #expect(world.mail.taken.count == 30 && world.mail.taken.allSatisfy { $0.contains("@") })
        #expect(world.texts.taken.count == 30 && world.texts.taken.allSatisfy { $0.hasPrefix("+") })
    }

    @Test(arguments: Channel.allCases)
    func `a transport that rests holds up its own messages alone, and goes on when it is time`(
        _ resting: Channel
    ) async throws {
        let world = try await World(contacts: 12)
        let until = world.bench.time.now.addingTimeInterval(60)
        let (held, other) =
            resting == .email
            ? (world.campaigns.mail, world.campaigns.texts) : (world.campaigns.texts, world.campaigns.mail)
        let transport = resting == .email ? world.mail : world.texts
        transport.rest(until: until)
        #expect(try await world.engine.drain() == until)
        #expect(try await world.parts(other) == [.accepted: 12])
        #expect(try await world.parts(held) == [.pending: 12])
        #expect(try await world.bench.number("SELECT count(*) FROM delivery WHERE state = 2") == 0)
        // The engine works; what rests says so to who watches its messages.
        #expect(await world.engine.trouble == nil)
        #expect(world.engine.trouble(of: .init(resting))?.message == "It rests.")
        #expect(Channel.allCases.filter { world.engine.trouble(of: .init($0)) != nil } == [resting])
        transport.rest(until: nil)
        _ = try await world.engine.drain()
        #expect(try await world.parts(held) == [.accepted: 12])
        for campaign in [held, other] { try await Reconciler(bench: world.bench).sums(campaign) }
    }

    @Test func `single texts that wait keep no single e-mail from its turn`() async throws {
        let world = try await World(contacts: 1)
        let (account, now) = (world.bench.account, world.bench.time.now)
        try await world.bench.store.write { db in
            for channel in Channel.allCases {
                let isMail = channel == .email
                var message = FrozenMessage(from: isMail ? "news@shop.example" : "Shop")
                message.subject = "Hello"
                var single = SingleSubmission(account: account, channel: channel, message: message)
                single.addresses = (0..<20).map { isMail ? "p\($0)@a.example" : "+346000010\(10 + $0)" }
                try single.write(at: now, in: db)
            }
        }
        world.texts.rest(until: now.addingTimeInterval(60))
        _ = try await world.engine.drain()
        #expect(world.mail.taken.count == 21 && world.texts.taken.isEmpty)
        world.texts.rest(until: nil)
        _ = try await world.engine.drain()
        #expect(world.texts.taken.count == 21)
    }

    @Test func `messages that no transport is for wait, and are not claimed`() async throws {
        let world = try await World(contacts: 5, hasTexts: false)
        #expect(try await world.engine.drain() == nil)
        #expect(try await world.parts(world.campaigns.mail) == [.accepted: 5])
        #expect(try await world.parts(world.campaigns.texts) == [.pending: 5])
        #expect(try await world.bench.number("SELECT sum(attempts) FROM delivery WHERE lane = 2") == 0)
    }
}

/// Takes every message of a channel at once, unless it rests.
private final class RestingTransport: Transport {
    let claimSize = 7
    let scope: TransportScope
    private let state = Mutex<(rest: TransportRest?, taken: [String])>((nil, []))

    init(_ channel: Channel) { scope = TransportScope([channel]) }

    var rest: TransportRest? { state.withLock { $0.rest } }
    /// To whom, in the order in which they came.
    var taken: [String] { state.withLock { $0.taken } }

    func rest(until date: Date?) {
        let rest = date.map { TransportRest(until: $0, why: ServiceError(.unavailable, "It rests.")) }
        state.withLock { $0.rest = rest }
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        state.withLock { $0.taken += messages.map(\.address) }
        answered(
            messages.map { message in
                SubmissionResult(
                    delivery: message.delivery, reply: RelayReply(.data, 250),
                    time: Date(timeIntervalSince1970: 0))
            })
    }
}
