import Foundation

extension String {
    /// The text in NFC, in which the names of variables and of contacts' fields are kept and compared.
    package var composed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
