import Foundation

/// What makes the names of groups, filters and templates one: NFC and simple case folding, nothing else.
///
/// Accents, `ß` and `ss`, kana of both sizes and the marks of Thai tell names apart; a search, which folds more,
/// must not decide whose row is changed.
package struct NameKey: Hashable, Sendable {
    package let text: String

    package init(_ name: String) { text = CaseFolding.identity(of: name) }

    /// Byte by byte, as the index does that it is kept in.
    package static func == (left: NameKey, right: NameKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}

extension String {
    /// The text in NFC, in which the names of variables and of contacts' fields are kept and compared.
    package var composed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
