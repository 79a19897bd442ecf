import FoundationEssentials
package import ServiceCore
import Store

extension PlatformTransport {
    /// Hands text messages to a gateway.
    ///
    /// - Parameters:
    ///   - receipts: where it reaches `serve` to tell what became of them; nil asks for no receipts.
    ///   - password: of the address's user; asked for when the engine starts, and where there is none it does not.
    package static func gateway(
        _ gateway: GatewayAddress, receipts: String?,
        password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) -> PlatformTransport {
        var transport = PlatformTransport(
            description: description(of: gateway, receipts: receipts),
            open: { directory, clock throws(ServiceError) in
                let secret = try Self.password(of: gateway, password)
                let vault = try KeyFile(directory.key).load()
                let place = receipts.map { ReceiptPlace($0, gateway, vault) }
                return GatewayTransport(
                    gateway, password: secret,
                    receiptURL: { delivery in place?.url(of: delivery, by: vault) }, clock: clock)
            })
        transport.needsTexts = true
        return transport
    }

    /// Nil where the address names no user.
    ///
    /// - Throws: `.unauthorized` where there is no password for one.
    static func password(
        of gateway: GatewayAddress, _ password: @Sendable () throws(ServiceError) -> Secret?
    ) throws(ServiceError) -> Secret? {
        guard gateway.user != nil else { return nil }
        if let secret = try password() { return secret }
        throw ServiceError(
            .unauthorized,
            "The password of \(gateway) is not kept for this user, so no text message is sent.",
            hint: "sendboard gateway use \(gateway) --password-stdin --yes \(gateway.host)")
    }

    static func description(of gateway: GatewayAddress, receipts: String?) -> TransportDescription {
        .init(
            "gateway", GatewayWords.sentence(of: gateway.description),
            facts: [
                .init("Gateway", "\(gateway), \(gateway.words)"),
                .init(
                    "Receipts", receipts.map { "come to “sendboard serve” at \($0)" } ?? "are not asked for"),
            ])
    }

    /// What is told of a channel that has no way while the other one's messages leave.
    static func none(_ channel: Channel) -> TransportDescription {
        TransportDescription(
            "none",
            channel == .sms
                ? "text messages are refused: they have no gateway" : "e-mail is refused: it has no relay",
            isSandboxed: true)
    }

    /// What really leaves, each channel by its own; one that there is none for waits.
    static func leaving(
        mail: PlatformTransport?, texts: PlatformTransport?, sentence: String
    ) -> PlatformTransport {
        let both = [texts, mail].compactMap { $0 }
        let names = [mail, texts].compactMap(\.?.description.name)
        var transport = PlatformTransport(
            description: .init(
                names.joined(separator: " and "), sentence,
                facts: both.reversed().flatMap(\.description.facts)),
            open: { directory, clock throws(ServiceError) in
                // Texts come first: they need no room in memory that e-mail may lack.
                let parts: [(Channel, PlatformTransport?)] = [(.sms, texts), (.email, mail)]
                return try ChannelTransports(opening: parts, directory, clock)
            })
        transport.ofChannel = [
            .email: mail?.description ?? none(.email), .sms: texts?.description ?? none(.sms),
        ]
        transport.needsMail = mail?.needsMail ?? false
        transport.needsTexts = texts?.needsTexts ?? false
        return transport
    }
}

extension ChannelTransports {
    /// - Throws: why none of them can be opened; one that cannot while others can takes nothing, and says so.
    fileprivate init(
        opening parts: [(Channel, PlatformTransport?)], _ directory: DataDirectory,
        _ clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        var opened: [any Transport] = []
        var failures: [(channel: Channel, why: ServiceError)] = []
        for (channel, part) in parts {
            guard let part else { continue }
            do throws(ServiceError) { opened.append(try part.open(directory, clock)) } catch {
                failures.append((channel, error))
            }
        }
        if opened.isEmpty, let first = failures.first { throw first.why }
        self.init(parts: opened + failures.map { ClosedTransport([$0.channel], because: $0.why) })
    }
}

/// A transport that could not be opened: what is meant for it waits for a person.
private struct ClosedTransport: Transport {
    let channels: Set<Channel>
    let rest: TransportRest?
    let claimSize = 0

    init(_ channels: Set<Channel>, because why: ServiceError) {
        self.channels = channels
        rest = TransportRest(until: nil, why: why)
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        let now = Date()
        let reply = RelayReply(.session, 451, nil, rest?.why.message ?? "")
        answered(messages.map { SubmissionResult(delivery: $0.delivery, reply: reply, time: now) })
    }
}
