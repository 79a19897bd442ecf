package import FoundationEssentials
import ServiceCore
import Store

/// Where a data directory's messages of one channel go. It belongs to the directory, not to a process: whoever opens it sends
/// the same way, or not at all.
package struct TransportSetting: Codable, Sendable, Hashable {
    /// The relay's or the gateway's, as its address is read.
    package let url: String
    package let since: Int64
    package let who: String
    /// Where a gateway reaches `serve` to tell what became of messages: `http://127.0.0.1:8025`; nil where nobody would hear it.
    package var receipts: String?
    /// Nil where a relay is given as many messages as there are from the first day on.
    package var warmUp: WarmUp?

    package init(url: String, since: Int64, who: String, receipts: String? = nil) {
        (self.url, self.since, self.who, self.receipts) = (url, since, who, receipts)
    }

    package var time: Date { Date(storedTime: since) }

    private static func key(_ channel: Channel) -> MetaKey { channel == .email ? .relay : .gateway }

    /// Nil where nobody has decided about the channel.
    static func current(_ channel: Channel, in db: ReadTransaction) throws -> TransportSetting? {
        try key(channel).value(in: db).map { try JSONText.read($0) }
    }

    /// Nil forgets it.
    static func set(_ setting: TransportSetting?, _ channel: Channel, in db: WriteTransaction) throws {
        try key(channel).set(try setting.map { try JSONText.text($0) }, in: db)
    }
}

/// What is decided about where messages go, of each channel.
///
/// Where anything really leaves, nothing of the other channel is played through: it has no way until one is named.
struct DecidedWays: Sendable {
    let relay: TransportSetting?
    let gateway: TransportSetting?
    /// The relays that senders name for themselves, which only go beside the directory's.
    let own: [OwnRelay]

    init(in db: ReadTransaction) throws {
        relay = try .current(.email, in: db)
        gateway = try .current(.sms, in: db)
        own = relay == nil ? [] : try OwnRelay.all(in: db)
    }

    subscript(channel: Channel) -> TransportSetting? { channel == .email ? relay : gateway }

    var isSandboxed: Bool { relay == nil && gateway == nil }

    /// What people are told of it; nil where messages stay on this machine.
    var sentence: String? {
        Self.sentence(relay: relay?.url, own: own.map(\.setting.url), gateway: gateway?.url)
    }

    /// - Parameter own: what some senders' e-mail leaves through.
    static func sentence(relay: String?, own: [String] = [], gateway: String?) -> String? {
        let others = own.isEmpty ? "" : ", some senders' through \(own.joined(separator: " and "))"
        return switch (relay, gateway) {
        case (let relay?, let gateway?):
            "\(RelaySetting.sentence(of: relay))\(others), texts through \(gateway)"
        case (let relay?, nil): RelaySetting.sentence(of: relay) + others
        case (nil, let gateway?): "\(GatewayWords.sentence(of: gateway)), e-mail has no relay"
        case (nil, nil): nil
        }
    }

    /// Who has decided last.
    private var who: String? { [relay, gateway].compactMap { $0 }.max { $0.since < $1.since }?.who }

    /// What a process that was opened before a change shows is not true any more.
    ///
    /// - Throws: `.conflict` where messages go another way than this one.
    static func refuse(otherThan shown: TransportDescription, in db: ReadTransaction) throws {
        // The sentence names every relay and gateway.
        let now = try DecidedWays(in: db)
        guard now.sentence != (shown.isSandboxed ? nil : shown.sentence) else { return }
        throw ServiceError(
            .conflict,
            now.sentence.map { "By a decision of \(now.who ?? ""), \($0), and not as is shown here." }
                ?? "Messages stay on this machine by now, and do not leave as is shown here.",
            hint: "End this program and start it again; until then it launches and sends nothing.")
    }

    /// Why no message of a channel can be sent, where the other one's really leave.
    func refusal(of channel: Channel) -> ServiceError? {
        guard !isSandboxed, self[channel] == nil else { return nil }
        switch channel {
        case .sms:
            return ServiceError(
                .refused, "Text messages have no gateway here, and what is sent really leaves.",
                hint: "Name one: sendboard gateway use kannel+http://user@host:13013/cgi-bin/sendsms")
        case .email:
            return ServiceError(
                .refused, "E-mail has no relay here, and what is sent really leaves.",
                hint: "Name one: sendboard relay use smtp://host:587")
        }
    }
}

/// What people are told of a gateway.
enum GatewayWords {
    static func sentence(of url: String) -> String { "texts leave through \(url)" }
}
