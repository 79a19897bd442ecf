import Mail
import Platform
import ServiceCore

/// A whole message as a caller wrote it, with what its head says.
struct SendCleanRawMessage {
    /// Unfolded, in their order.
    private(set) var fields: [(name: String, value: String)] = []
    /// With the line ends that mail has and without the field of those whom nobody may see.
    private(set) var bytes: [UInt8] = []

    /// - Throws: `.invalid` where no head comes first.
    init(_ text: String) throws(ServiceError) {
        // A carriage return or a line feed alone ends a line too, lest a relay read two messages where we read one.
        var whole = MailText.canonical(text.utf8)
        if !whole.suffix(2).elementsEqual([13, 10]) { whole += [13, 10] }
        var rest = whole[...]
        while let line = Self.line(rest), !line.isEmpty {
            let content = line.dropLast(2)
            if content.isEmpty { break }
            try read(String(decoding: content, as: UTF8.self))
            if fields.last?.name.lowercased() != "bcc" { bytes += line }
            rest = rest.dropFirst(line.count)
        }
        guard !fields.isEmpty else { throw Self.fault("has no header") }
        bytes += rest
    }

    /// The first field of this name, given in lower case.
    subscript(name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }

    /// The addresses in all fields of this name, given in lower case.
    func addresses(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.flatMap { MailboxList.addresses(in: $0.value) }
    }

    static func fault(_ what: String) -> ServiceError { ServiceError(.invalid, "raw_message \(what)") }

    private mutating func read(_ line: String) throws(ServiceError) {
        if line.first == " " || line.first == "\t", let last = fields.indices.last {
            fields[last].value += " " + line.trimmingBlanks
            return
        }
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
            line[..<colon].utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw Self.fault("has a line in its header that is no field") }
        fields.append((String(line[..<colon]), String(line[line.index(after: colon)...]).trimmingBlanks))
    }

    /// Up to and with the next line end; everything where there is none.
    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return bytes[...end]
    }
}

extension SendCleanRawMessage {
    /// The message as it goes out: to whom its head says.
    func draft(by user: String, of tenant: Tenant) throws(ServiceError) -> MailDraft {
        var people: [MailDraft.Person] = []
        for (name, role) in [("to", MailDraft.Role.to), ("cc", .cc), ("bcc", .bcc)] {
            people += try addresses(name).map { text throws(ServiceError) in
                MailDraft.Person(role, try Self.usable(text))
            }
        }
        if people.isEmpty { throw Self.fault("names no recipient") }
        guard let sender = addresses("from").first else { throw Self.fault("names no sender") }
        var draft = tenant.sendCleanDraft(from: try Self.usable(sender), to: people, by: user)
        draft.raw = bytes
        draft.subject = self["subject"] ?? ""
        draft.uniqueID = self["x-unique-id"]
        return draft
    }

    private static func usable(_ text: String) throws(ServiceError) -> String {
        guard let address = TextRule.address.normalise(text) else {
            throw fault("names “\(text.prefix(100))”, which is no e-mail address")
        }
        return address
    }
}
