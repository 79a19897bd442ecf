import Glibc
package import ServiceCore

/// A DNS server to ask instead of the system's: an address, and a port where it is not 53.
package struct NameServer: Sendable, Hashable {
    /// `192.0.2.53:53`, an IPv6 address in brackets.
    package let address: String

    /// Reads `192.0.2.53`, `127.0.0.1:5353`, `::1`, `[::1]` or `[::1]:5353`.
    ///
    /// - Throws: `.invalid` for anything else; who has no resolver yet has nobody to ask for a name.
    package init(_ text: String) throws(ServiceError) {
        var (host, port) = (Substring(text), Int?(53))
        if text.hasPrefix("["), let end = text.lastIndex(of: "]") {
            host = text[..<end].dropFirst()
            let rest = text[end...].dropFirst()
            if !rest.isEmpty { port = rest.hasPrefix(":") ? Self.port(rest.dropFirst()) : nil }
        } else if let colon = text.lastIndex(of: ":"), text.firstIndex(of: ":") == colon {
            host = text[..<colon]
            port = Self.port(text[colon...].dropFirst())
        }
        var bytes = [UInt8](repeating: 0, count: 16)
        let isSix = inet_pton(AF_INET6, String(host), &bytes) == 1
        guard let port, isSix || !text.hasPrefix("[") && inet_pton(AF_INET, String(host), &bytes) == 1 else {
            throw ServiceError(
                .invalid, "“\(text)” is no address of a DNS server.",
                hint: "Write 192.0.2.53, 127.0.0.1:5353 or [::1]:5353.", field: "dns")
        }
        address = isSix ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func port(_ digits: Substring) -> Int? {
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits) else { return nil }
        return (1...65535).contains(port) ? port : nil
    }
}

extension [NameServer] {
    /// All of them as the resolver is told, in the order in which they are asked; nil where there is none.
    package var list: String? { isEmpty ? nil : map(\.address).joined(separator: ",") }
}
