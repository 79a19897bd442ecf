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
        transport.side = gateway.description
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
}
