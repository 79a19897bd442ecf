/// The part of an address that says who and where: `user@host:port`.
package struct HostAuthority: Sendable, Hashable {
    /// Nil where none is named.
    package let user: String?
    /// A name, an IPv4 address, or an IPv6 address without brackets; in lower case.
    package let host: String
    package let port: Int?

    /// A `%40` in the user stands for `@`.
    ///
    /// - Throws: what is wrong with it. A password is refused.
    package init(parsing text: Substring) throws(RelayAddressFault) {
        var rest = text
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            user = try Self.user(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        self.user = user
        (host, port) = try Self.place(rest)
    }

    package init(user: String?, host: String, port: Int?) {
        (self.user, self.host, self.port) = (user, host, port)
    }

    /// As it is written.
    package var description: String {
        let login = user.map { PercentEncoding.encoded($0) + "@" } ?? ""
        let place = host.contains(":") ? "[\(host)]" : host
        return login + place + (port.map { ":\($0)" } ?? "")
    }

    /// Whether a connection to the host does not leave this machine, as far as is certain without asking a name server.
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func user(_ text: Substring) throws(RelayAddressFault) -> String {
        guard !text.contains(":") else { throw .password }
        guard !text.isEmpty, let user = PercentEncoding.decoded(text),
            user.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw .user }
        return user
    }

    private static func place(_ text: Substring) throws(RelayAddressFault) -> (host: String, port: Int?) {
        var host = text
        var port: Substring?
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { throw .host }
            host = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            guard isIPv6(host), after.isEmpty || after.first == ":" else { throw .host }
            port = after.isEmpty ? nil : after.dropFirst()
        } else {
            if let colon = text.firstIndex(of: ":") {
                host = text[..<colon]
                port = text[text.index(after: colon)...]
            }
            guard isName(host) else { throw .host }
        }
        return (host.lowercased(), try port.map(number))
    }

    private static func number(_ text: Substring) throws(RelayAddressFault) -> Int {
        guard text.utf8.allSatisfy(\.isDigit), let port = Int(text), (1...65535).contains(port)
        else { throw .port }
        return port
    }

    private static func isName(_ host: Substring) -> Bool {
        !host.isEmpty && host.utf8.count <= 253 && host.first != "-" && host.first != "."
            && host.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == 0x2D || $0 == 0x2E }
    }

    private static func isIPv6(_ host: Substring) -> Bool {
        host.utf8.contains(0x3A)
            && host.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
    }
}
