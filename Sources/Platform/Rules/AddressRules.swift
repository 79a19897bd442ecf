import Foundation
import ServiceCore

/// Which texts can be sent to at all.
package enum AddressRules {
    /// RFC 5321 allows no longer path.
    package static let longestEmail = 254

    /// Whether an e-mail address has the one form that is sent to: `local@domain.tld`, no blanks.
    ///
    /// Kept as simple as its SQL twin in `SendRuleSQL`; what it lets through wrongly the relay refuses.
    package static func isUsable(email: String) -> Bool {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, email.utf8.count <= longestEmail else { return false }
        guard !email.unicodeScalars.contains(where: { $0.value <= 32 || $0.value == 127 }) else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }

    /// The form in which an address is stored and compared, nil where it cannot be sent to.
    package static func normalized(email: String) -> String? {
        let plain = email.trimmingCharacters(in: .whitespaces).lowercased()
        return isUsable(email: plain) ? plain : nil
    }

    /// The form in which a number of a wire is stored and compared, nil where it cannot be sent to; what people type is
    /// read more strictly (`PhoneNumber.typed`).
    package static func normalized(phone: String) -> String? { PhoneNumber.normalized(phone) }

    package static func isUsable(phone: String) -> Bool { normalized(phone: phone) == phone }

    /// What the domain tallies call the receiving side: the part after `@`, the number's start for a phone.
    package static func domain(of address: String) -> String {
        guard let sign = address.lastIndex(of: "@") else { return String(address.prefix(4)) }
        return String(address[address.index(after: sign)...])
    }
}
