import Platform
import ServiceCore

/// Where a gateway is to reach `serve` with what became of messages.
struct ReceiptBase: Sendable {
    /// Nil asks for no receipts.
    let url: String?

    /// - Parameters:
    ///   - typed: nil takes where `serve` listens, where the gateway is on this machine.
    ///   - own: that place; nil where it is not known.
    /// - Throws: `.invalid` for what is no URL of http or https without path.
    init(
        _ typed: String?, of gateway: GatewayAddress, servedAt own: String? = "http://127.0.0.1:8025"
    ) throws(ServiceError) {
        guard let typed else {
            url = gateway.isLoopback ? own : nil
            return
        }
        if typed == "none" {
            url = nil
            return
        }
        url = try Self.read(typed)
    }

    private static func read(_ typed: String) throws(ServiceError) -> String {
        let plain = typed.hasSuffix("/") ? String(typed.dropLast()) : typed
        let scheme = ["http://", "https://"].first { plain.lowercased().hasPrefix($0) }
        let rest = plain.dropFirst(scheme?.count ?? 0)
        guard scheme != nil, !rest.isEmpty, rest.utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
            !rest.contains(where: { "/?#@%".contains($0) })
        else {
            throw ServiceError(
                .invalid, "“\(typed)” is no address at which a gateway could reach this machine.",
                hint: "Write http://host:8025, or none.")
        }
        return plain
    }

    /// - Parameter option: by which the place is named.
    func note(_ option: String) -> String {
        guard let url else {
            return
                "What became of them is not told: name \(option) where the gateway reaches “sendboard serve”."
        }
        return "What became of them it tells “sendboard serve” at \(url)."
    }
}
