import Foundation
import ServiceCore

/// A person as a send names one: an address and perhaps a name, typed as `Kim Lee <kim@example.com>`.
struct DMDSMailbox: Sendable, Hashable {
    let address: String
    var firstName = ""
    var lastName = ""

    init(address: String) { self.address = Self.spelling(of: address) }

    var isNamed: Bool { !firstName.isEmpty || !lastName.isEmpty }

    /// An address as DMDS keeps it, however it was typed: in lower case, its letters composed.
    static func spelling(of address: String) -> String {
        address.trimmingBlanks.precomposedStringWithCanonicalMapping.lowercased()
    }

    /// The name's first word and the rest of it, as DMDS has a field for each. One with a comma, such as `Paz, Ana`, is
    /// not in that order and stays whole.
    init(_ person: TypedMailbox) {
        self.init(address: person.address)
        guard !person.name.contains(",") else {
            firstName = person.name
            return
        }
        let words = person.name.split(separator: " ", maxSplits: 1)
        firstName = words.first.map(String.init) ?? ""
        lastName = words.count > 1 ? String(words[1]).trimmingBlanks : ""
    }

    /// - Throws: `.invalid` on the field for what DMDS would refuse as a whole call (§3: one `@`, dotted domain).
    init(_ text: String, field: FieldID) throws(ServiceError) {
        let values = FormValues([field: text])
        guard let person = try values.mailbox(field, isAddress: Self.isAddress) else {
            throw ServiceError(.invalid, "The address is missing.", hint: TypedMailbox.hint, field: field)
        }
        self.init(person)
    }

    /// The mailboxes of a form's line, each address once.
    static func list(_ values: FormValues, _ field: FieldID) throws(ServiceError) -> [DMDSMailbox] {
        var found: [DMDSMailbox] = []
        for person in try values.mailboxes(field, isAddress: isAddress) {
            let mailbox = DMDSMailbox(person)
            if !found.contains(where: { $0.address == mailbox.address }) { found.append(mailbox) }
        }
        return found
    }

    /// One `@` and a dotted domain, with nothing in it that nobody sees.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty,
            text.unicodeScalars.allSatisfy({ !$0.isUnseen && $0 != "<" && $0 != ">" })
        else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }
}
