extension RelayAddress {
    /// Reads `smtp://[user@]host[:port]` or `smtps://…`; a `%40` in the user stands for `@`.
    ///
    /// - Throws: what is wrong with it, in a sentence with a hint. A password is refused, and not repeated.
    package init(parsing text: String) throws(RelayAddressFault) {
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .scheme }
        var rest = text[mark.upperBound...]
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            user = try Self.user(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        if rest.last == "/" { rest = rest.dropLast() }
        guard !rest.contains(where: { "/?#".contains($0) }) else { throw .tooMuch }
        let (host, port) = try Self.place(rest)
        self.init(scheme, user: user, host: host, port: port)
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

/// Why a text is no relay's address.
package enum RelayAddressFault: Error, Sendable, Hashable, CaseIterable {
    case scheme, password, user, host, port, tooMuch

    package var message: String {
        switch self {
        case .scheme: "A relay's address begins with smtp:// or smtps://."
        case .password: "A relay's address holds no password."
        case .user: "The user in the relay's address cannot be read."
        case .host: "The relay's address names no usable host."
        case .port: "The relay's port is no number from 1 to 65535."
        case .tooMuch: "A relay's address ends after its host and port."
        }
    }

    package var hint: String {
        switch self {
        case .scheme: "Write smtp://host:587, or smtps://host:465 where TLS comes first."
        case .password:
            "Write smtp://user@host; the password is kept apart, where no list of processes shows it."
        case .user: "Write an @ or : within the user as %40 or %3A."
        case .host: "Write a name or an IP address; an international name in its xn-- form, IPv6 in brackets."
        case .port: "Write for example smtp://host:587."
        case .tooMuch: "Leave out what follows the host and port."
        }
    }
}
