import ServiceCore

/// Where single messages wait, apart by what they leave by: so that those of a way that rests keep none of another
/// from its turn, and none of them is looked at for it.
///
/// Its number is 0 for e-mail and -1 for texts, and a hundred lower for each relay that senders name for themselves.
struct SingleLane: Sendable, Hashable {
    let way: MessageWay

    static let mail = SingleLane(.init(.email))
    static let texts = SingleLane(.init(.sms))
    /// Those of the directory's own ways.
    static let standard = [mail, texts]

    init(_ way: MessageWay) { self.way = way }

    /// Nil for a campaign's number, and where what is held waits.
    init?(rawValue: Int64) {
        guard rawValue <= 0 else { return nil }
        let (relay, place) = (-rawValue).quotientAndRemainder(dividingBy: Self.width)
        guard let channel = Channel.allCases.first(where: { Self.base($0) == -place }) else { return nil }
        way = MessageWay(channel, relay: relay == 0 ? nil : relay)
    }

    /// - Parameter relays: those that senders name for themselves.
    static func all(_ relays: [Int64]) -> [SingleLane] {
        standard + relays.map { SingleLane(.init(.email, relay: $0)) }
    }

    private static let width: Int64 = 100

    private static func base(_ channel: Channel) -> Int64 {
        switch channel {
        case .email: 0
        case .sms: -1
        }
    }

    var channel: Channel { way.channel }

    var rawValue: Int64 { Self.base(channel) - Self.width * (way.relay ?? 0) }

    /// The lane of those that wait for a second decision, out of which nothing is claimed; one for all ways of a channel.
    var held: Int64 { Self.base(channel) - 10 }

    /// Campaigns have lanes above these.
    static let condition = "lane <= 0"
}
