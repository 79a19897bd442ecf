import Mail
import Platform
import ServiceCore

/// Reads address fields of a message: `kim@x.com`, `"Kim Lee" <kim@x.com>`, several with commas between, or a
/// list as Python prints it (§8).
enum DynMailboxes {
    /// - Throws: `.invalid` naming the field, for what is neither an address nor a name with one.
    static func read(_ values: [String], field: String) throws(ServiceError) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for value in values.flatMap({ PythonLiteral.list($0) ?? [$0] }) {
            for part in parts(of: value).map({ String($0).trimmingBlanks }) where !part.isEmpty {
                guard let mailbox = mailbox(part) else {
                    throw DynFaults.of(field, "\(DynFaults.quoted(part)) is no e-mail address")
                }
                mailboxes.append(mailbox)
            }
        }
        return mailboxes
    }

    /// What stands between commas, as far as they are not within quotes or brackets.
    private static func parts(of text: String) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        var isBracketed = false
        return text.split { character in
            defer { isEscaped = isQuoted && character == "\\" && !isEscaped }
            switch character {
            case "\"" where !isEscaped: isQuoted.toggle()
            case "<" where !isQuoted: isBracketed = true
            case ">" where !isQuoted: isBracketed = false
            case ",": return !isQuoted && !isBracketed
            default: break
            }
            return false
        }
    }

    private static func mailbox(_ text: String) -> Mailbox? {
        guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else {
            return TextRule.address.normalise(text).map { Mailbox($0) }
        }
        let inner = text[text.index(after: bracket)...].dropLast()
        let name = unquoted(String(text[..<bracket]).trimmingBlanks)
        guard let address = TextRule.address.normalise(String(inner).trimmingBlanks), let name,
            TextRule.fault(ofLine: name, limit: 998) == nil
        else { return nil }
        return Mailbox(address, name: name)
    }

    /// Nil where quotes are not closed.
    private static func unquoted(_ text: String) -> String? {
        guard text.hasPrefix("\"") else { return text.contains("\"") ? nil : text }
        var name = ""
        var isEscaped = false
        for (place, character) in zip(text.indices, text).dropFirst() {
            if isEscaped {
                name.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return text.index(after: place) == text.endIndex ? name : nil
            } else {
                name.append(character)
            }
        }
        return nil
    }
}
