import FoundationEssentials
import ServiceCore

/// Where messages really leave a data directory by.
struct LeavingTransports: Sendable {
    var mail: PlatformTransport?
    /// Those that senders name for themselves, by their numbers.
    var own: [(relay: Int64, transport: PlatformTransport)] = []
    var texts: PlatformTransport?

    /// Texts come first: they need no room in memory that e-mail may lack.
    var all: [(way: MessageWay, transport: PlatformTransport)] {
        let standard = [(MessageWay(.sms), texts), (MessageWay(.email), mail)]
        return standard.compactMap { way, transport in transport.map { (way, $0) } }
            + own.map { (MessageWay(.email, relay: $0.relay), $0.transport) }
    }

    /// What people are told of it besides the sentence.
    var facts: [LaunchPlan.Fact] {
        (mail?.description.facts ?? [])
            + own.flatMap {
                $0.transport.description.facts.map { .init("Own \($0.label.lowercased())", $0.value) }
            }
            + (texts?.description.facts ?? [])
    }
}

extension PlatformTransport {
    /// What really leaves, each way by its own; one that there is none for waits.
    static func leaving(_ ways: LeavingTransports, sentence: String) -> PlatformTransport {
        let names = [ways.mail, ways.texts].compactMap(\.?.description.name)
        var transport = PlatformTransport(
            description: .init(names.joined(separator: " and "), sentence, facts: ways.facts),
            open: { directory, clock throws(ServiceError) in
                try ChannelTransports(opening: ways.all, directory, clock)
            })
        transport.ofWay = [.init(.email): none(.email), .init(.sms): none(.sms)]
        for (way, part) in ways.all { transport.ofWay[way] = part.description }
        transport.needsMail = ways.mail?.needsMail ?? false
        transport.needsTexts = ways.texts?.needsTexts ?? false
        return transport
    }
}

extension ChannelTransports {
    /// - Throws: why none of them can be opened; one that cannot while others can takes nothing, and says so.
    fileprivate init(
        opening parts: [(way: MessageWay, transport: PlatformTransport)], _ directory: DataDirectory,
        _ clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        var opened: [any Transport] = []
        var closed: [ClosedTransport] = []
        for (way, part) in parts {
            do throws(ServiceError) { opened.append(try part.open(directory, clock)) } catch {
                closed.append(
                    ClosedTransport(TransportScope(way), part.side, because: error, clock: clock))
            }
        }
        if opened.isEmpty, let first = closed.first?.rest { throw first.why }
        self.init(parts: opened + closed)
    }
}

/// A transport that could not be opened: what is meant for it waits for a person.
private struct ClosedTransport: Transport {
    let scope: TransportScope
    let claimSize = 0
    private let side: String?
    private let why: ServiceError
    private let clock: @Sendable () -> Date

    /// - Parameter side: as figures name it; nil tells nothing of it.
    init(
        _ scope: TransportScope, _ side: String?, because why: ServiceError,
        clock: @escaping @Sendable () -> Date
    ) {
        (self.scope, self.side, self.why, self.clock) = (scope, side, why, clock)
    }

    var rest: TransportRest? { TransportRest(until: nil, why: why) }

    var figures: [TransportFigures] {
        side.map { side in
            var figures = TransportFigures(side, measured: clock())
            figures.state = .resting(until: nil, why: why.message)
            return [figures]
        } ?? []
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        let now = clock()
        let reply = RelayReply(.session, 451, nil, why.message)
        answered(messages.map { SubmissionResult(delivery: $0.delivery, reply: reply, time: now) })
    }
}
