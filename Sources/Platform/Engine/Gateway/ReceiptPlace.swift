import ServiceCore

/// Where a gateway tells what became of messages: at an address that nobody else knows.
///
/// It comes of the directory's key and the gateway's own address, so that every process knows it and another gateway has
/// another one.
struct ReceiptPlace: Sendable {
    static let path = "/sms/receipt/"
    let secret: String
    private let base: String

    /// - Parameter base: where `serve` is reached from the gateway.
    init(_ base: String, _ gateway: GatewayAddress, _ vault: Vault) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        secret = Self.secret(of: gateway, vault)
    }

    static func secret(of gateway: GatewayAddress, _ vault: Vault) -> String {
        Hex.text(vault.signature(of: Array("receipts of \(gateway)".utf8)))
    }

    /// With Kannel's own escapes: `%d` for the status, `%A` for what the centre said.
    func url(of delivery: Int64, by vault: Vault) -> String {
        let token = MailToken(.receipt, delivery: delivery).written(for: .link, by: vault)
        return "\(base)\(Self.path)\(secret)?token=\(token)&status=%d&answer=%A"
    }
}
