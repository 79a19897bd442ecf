import Foundation
import ServiceCore

/// Which texts can be sent to at all, and by what they are known.
package enum AddressRules {
    /// Whether an e-mail address can be sent to; its SQL twin is `SendRuleSQL.isUsable`.
    package static func isUsable(email: String) -> Bool { (try? MailAddress(email)) != nil }

    /// What the tables know an address by and find it by, whatever the spelling: the key of an e-mail address.
    ///
    /// A number stays as it is; so does what an older file holds and nothing can be sent to, but for its case.
    package static func key(of address: String) -> String {
        MailAddress.key(of: address)
    }

    /// The form in which a number of a wire is stored and compared, nil where it cannot be sent to; what people type is
    /// read more strictly (`PhoneNumber.typed`).
    package static func normalized(phone: String) -> String? { PhoneNumber.normalized(phone) }

    package static func isUsable(phone: String) -> Bool { normalized(phone: phone) == phone }
}
