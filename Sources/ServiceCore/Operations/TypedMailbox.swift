/// A person as people write one: `ana@x.com`, `Bé <be@x.com>`, `"Ana, P." <ana@x.com>`.
///
/// What stands for the address is only told apart here; whether it is one, each platform says by its own rule.
package struct TypedMailbox: Sendable, Hashable {
    /// Without its quotes; empty where there is none.
    package let name: String
    package let address: String

    package static let hint = "Write ana@example.com, Bé <be@example.com> or \"Ana, P.\" <ana@example.com>."

    package init(name: String = "", address: String) {
        (self.name, self.address) = (name, address)
    }

    /// Nil where quotes or brackets are not closed, or something follows them.
    package init?(_ text: String) {
        let plain = text.trimmingBlanks
        guard plain.hasSuffix(">"), let open = plain.lastIndex(of: "<") else {
            guard !plain.contains(where: { "<>\"".contains($0) }) else { return nil }
            self.init(address: plain)
            return
        }
        guard let name = Self.unquoted(String(plain[..<open]).trimmingBlanks) else { return nil }
        self.init(name: name, address: String(plain[plain.index(after: open)...].dropLast()).trimmingBlanks)
    }

    /// Nil where there is none.
    package var givenName: String? { name.isEmpty ? nil : name }

    /// As a header has it, the name in quotes: `"Ana, P." <ana@x.com>`.
    package var quoted: String {
        guard !name.isEmpty else { return address }
        let name = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(name)\" <\(address)>"
    }

    /// What stands between commas, semicolons and ends of line, as far as these are within no quotes or brackets.
    package static func parts(of line: String) -> [String] {
        var (isQuoted, isEscaped, isBracketed) = (false, false, false)
        let parts = line.split { character in
            defer { isEscaped = isQuoted && character == "\\" && !isEscaped }
            switch character {
            case "\"" where !isEscaped: isQuoted.toggle()
            case "<" where !isQuoted: isBracketed = true
            case ">" where !isQuoted: isBracketed = false
            case ",", ";": return !isQuoted && !isBracketed
            case _ where character.isNewline: return true
            default: break
            }
            return false
        }
        return parts.map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
    }

    /// Nil where quotes are not closed or something follows them.
    private static func unquoted(_ text: String) -> String? {
        guard text.hasPrefix("\"") else { return text.contains("\"") ? nil : text }
        var name = ""
        var isEscaped = false
        for (place, character) in zip(text.indices, text).dropFirst() {
            if !isEscaped, character == "\"" {
                return text.index(after: place) == text.endIndex ? name.trimmingBlanks : nil
            }
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { name.append(character) }
        }
        return nil
    }
}

extension FormValues {
    /// The people of a line, each address once; empty where the field is.
    ///
    /// - Parameter isAddress: the platform's rule for what it takes as an address.
    /// - Throws: `.invalid` on this field for what is none.
    package func mailboxes(
        _ id: FieldID, isAddress: (String) -> Bool
    ) throws(ServiceError) -> [TypedMailbox] {
        var people: [TypedMailbox] = []
        for part in TypedMailbox.parts(of: text(id) ?? "") {
            let person = try Self.mailbox(part, id, isAddress)
            if !people.contains(where: { $0.address == person.address }) { people.append(person) }
        }
        return people
    }

    /// The one person of a line; nil where the field is absent or empty.
    ///
    /// - Throws: `.invalid` on this field for what is none, or are several.
    package func mailbox(
        _ id: FieldID, isAddress: (String) -> Bool
    ) throws(ServiceError) -> TypedMailbox? {
        try text(id).map { text throws(ServiceError) in try Self.mailbox(text, id, isAddress) }
    }

    private static func mailbox(
        _ text: String, _ id: FieldID, _ isAddress: (String) -> Bool
    ) throws(ServiceError) -> TypedMailbox {
        if let person = TypedMailbox(text), isAddress(person.address), !person.name.holdsControls {
            return person
        }
        throw ServiceError(
            .invalid, "“\(text)” is no e-mail address.", hint: TypedMailbox.hint, field: id)
    }
}

extension String {
    /// Whether it holds a character that could begin another line of a header.
    fileprivate var holdsControls: Bool {
        unicodeScalars.contains {
            [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
    }
}
