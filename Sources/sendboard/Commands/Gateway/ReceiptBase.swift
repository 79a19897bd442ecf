import Platform
import ServiceCore

/// Where a gateway is to reach `serve` with what became of messages.
struct ReceiptBase: Sendable {
    /// Nil asks for no receipts.
    let url: String?

    /// - Parameter typed: nil takes what `serve` listens on by itself, where the gateway is on this machine.
    /// - Throws: `.invalid` for what is no URL of http or https without path.
    init(_ typed: String?, of gateway: GatewayAddress) throws(ServiceError) {
        guard let typed else {
            url = gateway.isLoopback ? "http://127.0.0.1:8025" : nil
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

    var note: String {
        guard let url else {
            return
                "What became of them is not told: name --receipts where the gateway reaches “sendboard serve”."
        }
        return "What became of them it tells “sendboard serve” at \(url)."
    }
}
