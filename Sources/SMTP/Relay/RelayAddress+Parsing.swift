extension RelayAddress {
    /// Reads `smtp://[user@]host[:port]` or `smtps://…`; a `%40` in the user stands for `@`.
    ///
    /// - Throws: what is wrong with it, in a sentence with a hint. A password is refused, and not repeated.
    package init(parsing text: String) throws(RelayAddressFault) {
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .scheme }
        var rest = text[mark.upperBound...]
        if rest.last == "/" { rest = rest.dropLast() }
        let place = rest.drop { $0 != "@" }
        guard !(place.isEmpty ? rest : place).contains(where: { "/?#".contains($0) }) else { throw .tooMuch }
        let authority = try HostAuthority(parsing: rest)
        self.init(scheme, user: authority.user, host: authority.host, port: authority.port)
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
