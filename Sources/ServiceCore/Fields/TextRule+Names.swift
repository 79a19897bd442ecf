extension TextRule {
    /// An address as contacts and senders have it (`MailAddress`); kept as it is written.
    package static let address = mail { $0.written }

    /// An address of the account's own, which it sends from; kept in lower case.
    package static let sender = mail { $0.written.lowercased() }

    /// An address that somebody logs in with; kept in the one form that it is known by.
    package static let userName = mail { $0.key }

    private static func mail(_ kept: @escaping @Sendable (MailAddress) -> String) -> TextRule {
        TextRule(
            "e-mail address", hint: "Write name@example.com.",
            fault: { text in
                do throws(MailAddressFault) {
                    _ = try MailAddress(text)
                    return nil
                } catch {
                    return "“\(text)” is no e-mail address: \(error.words)."
                }
            }, normalise: { (try? MailAddress($0)).map(kept) })
    }

    /// Labels of letters, digits and inner hyphens with at least one dot; kept in the form that DNS has.
    package static let domain = TextRule(
        "domain", hint: "Write labels of letters, digits and inner hyphens: mail.example.com."
    ) { DomainName.key($0) }

    /// The label before `._domainkey`.
    package static let dkimSelector = TextRule(
        "DKIM selector", hint: "Use letters, digits, dashes and underscores, at most 63."
    ) { text in
        text.utf8.count <= 63 && text.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
            ? text : nil
    }

    /// The name of a custom header.
    package static let xHeader = TextRule(
        "X-header name", hint: "Write X- and then letters, digits, dashes or underscores: X-Order."
    ) { text in
        guard text.lowercased().hasPrefix("x-"), text.utf8.count > 2, text.utf8.count <= 76 else {
            return nil
        }
        return text.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") } ? text : nil
    }

    /// A name that texts may refer to.
    package static let variableName = TextRule(
        "variable name", hint: "Use letters, digits, dots, dashes and underscores, at most 64."
    ) { text in
        let name = text.composed
        return name.unicodeScalars.allSatisfy(isNameScalar) && name.count <= 64 ? name : nil
    }

    /// Marks are letters' parts, and tell names of many scripts apart.
    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "._-".unicodeScalars.contains(scalar)
        }
    }

    /// The part of an address before `@` that a mailbox may have.
    package static let mailbox = TextRule("mailbox", hint: "Write the part before @: postmaster.") { text in
        (try? MailAddress("\(text)@mailbox.example")) == nil ? nil : text
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
