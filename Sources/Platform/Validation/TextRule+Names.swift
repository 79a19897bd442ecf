extension TextRule {
    /// An address as contacts and senders have it: one `@`, no blanks, a dotted domain; kept in lower case.
    package static let address = TextRule("e-mail address", hint: "Write name@example.com.") { text in
        guard let at = text.lastIndex(of: "@") else { return nil }
        let local = text[..<at]
        guard isLocalPart(local), text.utf8.count <= 254,
            let host = hostName(String(text[text.index(after: at)...]), allowsUnicode: true)
        else { return nil }
        return "\(local.lowercased())@\(host)"
    }

    /// Labels of letters, digits and inner hyphens with at least one dot; kept in lower case.
    package static let domain = TextRule(
        "domain", hint: "Write labels of letters, digits and inner hyphens: mail.example.com."
    ) { hostName($0, allowsUnicode: false) }

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
        let isRight = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "._-".unicodeScalars.contains($0)
        }
        return isRight && text.count <= 64 ? text : nil
    }

    /// The part of an address before `@` that a mailbox may have.
    package static let mailbox = TextRule("mailbox", hint: "Write the part before @: postmaster.") { text in
        isLocalPart(text[...]) ? text : nil
    }

    private static func isLocalPart(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64, text.first != ".", text.last != ".", !text.contains("..")
        else { return false }
        return text.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && !#"()<>[]:;@\,""#.unicodeScalars.contains($0)
        }
    }

    private static func hostName(_ text: String, allowsUnicode: Bool) -> String? {
        let name = text.lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, name.utf8.count <= 253,
            labels.allSatisfy({ isLabel($0, allowsUnicode: allowsUnicode) })
        else { return nil }
        return name
    }

    private static func isLabel(_ label: Substring, allowsUnicode: Bool) -> Bool {
        guard !label.isEmpty, label.utf8.count <= 63, label.first != "-", label.last != "-" else {
            return false
        }
        return label.unicodeScalars.allSatisfy { scalar in
            if scalar.isASCII {
                return isWordByte(UInt8(scalar.value)) && scalar != "_" || scalar == "-"
            }
            return allowsUnicode && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
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
