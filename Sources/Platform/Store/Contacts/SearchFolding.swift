import ServiceCore

/// How a contact's text is written into the columns that search and sorting read.
///
/// Folding is `TextFolding`'s, done here because SQLite folds neither accents nor the case of other scripts.
package enum SearchFolding {
    /// Parts the fields, so that no needle matches across two of them.
    static let separator: UInt8 = 1
    /// Sorts after every letter: people without a name come last.
    package static let nameless = "\u{10FFFF}"

    /// The text as search compares it: folded, control characters turned into blanks.
    package static func fold(_ text: String) -> String {
        let folded = TextFolding.fold(text)
        guard folded.utf8.contains(where: { $0 < 0x20 }) else { return folded }
        return String(decoding: folded.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }

    /// The value of `contact.search`: e-mail, full name and phone, folded, in this order.
    package static func searchText(email: String?, first: String, last: String, phone: String?) -> String {
        "\(fold(email ?? ""))\u{1}\(fold(fullName(first, last)))\u{1}\(fold(phone ?? ""))"
    }

    /// The value of `contact.name_sort`: the name as rows show it, folded.
    package static func nameSortKey(last: String, first: String) -> String {
        last.isEmpty && first.isEmpty ? nameless : fold(fullName(first, last))
    }

    private static func fullName(_ first: String, _ last: String) -> String {
        first.isEmpty || last.isEmpty ? first + last : "\(first) \(last)"
    }
}
