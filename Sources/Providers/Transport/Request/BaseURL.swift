import FoundationEssentials
package import ServiceCore

/// Where a platform's calls begin: `https://emailapi.dynect.net/rest/json`, without a slash at the end.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    private let text: String
    /// Host and, where it was given, port: what may be said of it in errors.
    package let host: String

    /// - Parameter path: what every call's path begins with, added where the text does not end with it.
    /// - Throws: `.invalid` on `base-url`: not http(s), a name or password, a query, or clear text to a host
    ///   that is not this machine.
    package init(_ text: String, path: String = "") throws(ServiceError) {
        guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, Self.isHost(host),
            (1...65535).contains(parts.port ?? 443)
        else { throw Self.refused("is no address such as https://api.example.test") }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw Self.refused("must not hold a user name, a password, a query or a fragment")
        }
        guard scheme == "https" || Self.isThisMachine(host) else {
            throw Self.refused("would send the credentials in clear text to \(host); use https")
        }
        // `HTTPS://` is the same, and not every client knows it.
        parts.scheme = scheme
        self.host = parts.port.map { "\(host):\($0)" } ?? host
        var whole = parts.string ?? text
        while whole.hasSuffix("/") { whole.removeLast() }
        let suffix = path.isEmpty || whole.hasSuffix("/\(path)") ? "" : "/\(path)"
        self.text = whole + suffix
    }

    package var description: String { text }

    private static func refused(_ reason: String) -> ServiceError {
        ServiceError(
            .invalid, "The base URL \(reason).", hint: "Correct base-url in the configuration.",
            field: "base-url")
    }

    /// A name, also one of other scripts, or the number of a machine.
    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
                    || scalar.properties.generalCategory == .nonspacingMark
                    || "-._:[]".unicodeScalars.contains(scalar)
            }
    }

    private static func isThisMachine(_ host: String) -> Bool {
        let isIPv4 =
            host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
        return isIPv4 || ["localhost", "::1", "[::1]"].contains(host.lowercased())
    }
}
