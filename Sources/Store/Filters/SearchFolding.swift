import ServiceCore

/// How text is written into the columns that search and sorting read.
///
/// Folding is `TextFolding`'s, done here because SQLite folds neither accents nor the case of other scripts.
package enum SearchFolding {
    /// The text as search compares it: folded, control characters turned into blanks.
    package static func fold(_ text: String) -> String {
        let folded = TextFolding.fold(text)
        guard folded.utf8.contains(where: { $0 < 0x20 }) else { return folded }
        return String(decoding: folded.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }

    /// `folded(text)`, the same inside a query.
    package static let function = SQLFunction("folded") { fold($0) }
}
