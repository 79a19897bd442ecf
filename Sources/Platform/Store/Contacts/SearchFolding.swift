import ServiceCore

/// How a contact's text is written into the columns that search and sorting read.
///
/// Folding is `TextFolding`'s, done here because SQLite's trigrams cannot fold accents.
package enum SearchFolding {
    /// Parts the fields, so that no needle matches across two of them.
    private static let separator = "\u{1}"
    /// Two more characters, so that even the last letter begins a trigram.
    private static let terminator = "\u{1}\u{1}"
    /// Sorts before every letter, so that `Li Zoe` stands before `Lima Ana`.
    private static let nameSeparator = "\u{1}"

    package static func fold(_ text: String) -> String { TextFolding.fold(text) }

    /// The value of `contact.search`: the fields a person searches, folded; empty ones are left out.
    package static func searchText(_ fields: [String?]) -> String {
        fields.compactMap { $0?.isEmpty == false ? $0.map(fold) : nil }.joined(separator: separator)
            + terminator
    }

    /// The value of `contact.name_sort`: last name, then first name, folded; empty for a person without either.
    package static func nameSortKey(last: String, first: String) -> String {
        last.isEmpty && first.isEmpty ? "" : fold(last) + nameSeparator + fold(first)
    }
}
