package import ServiceCore

/// `HOST:PORT` to listen on; loopback unless another host is named.
package struct ListenAddress: Sendable, Hashable {
    package var host: String
    /// 0 lets the system choose.
    package var port: Int

    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `8025`, `:8025`, `127.0.0.1:8025`, `[::1]:8025` or `example.test:8025`.
    package init(_ text: String) throws(ServiceError) {
        let colon = text.lastIndex(of: ":")
        let portText = colon.map { text[text.index(after: $0)...] } ?? text[...]
        let hostText = colon.map { text[..<$0] } ?? ""
        guard let port = Int(portText), (0...65535).contains(port) else {
            throw ServiceError(
                .invalid, "“\(text)” is no address to listen on.",
                hint: "Write HOST:PORT, such as 127.0.0.1:8025.",
                field: "listen")
        }
        let host =
            hostText.hasPrefix("[") && hostText.hasSuffix("]") ? hostText.dropFirst().dropLast() : hostText
        self.init(host: host.isEmpty ? "127.0.0.1" : String(host), port: port)
    }

    package var url: String { host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)" }
}
