/// Texts that are too long for where they are shown: their size and their start.
package enum LongText {
    /// What is read of a longer text for a cell, and up to which it is one like any other.
    private static let cellBytes = 8 << 10
    private static let cellLength = 200
    /// Of a page: more than anybody reads through, little enough to be wrapped at once.
    private static let pageBytes = 256 << 10

    /// For one line: `10.5 MB: Lorem ipsum…`; the size comes first, as cells are cut at their end.
    package static func line(_ text: String) -> String {
        guard text.utf8.count > cellBytes else { return text }
        return "\(NumberText.size(text.utf8.count)): \(start(of: text, cellBytes).prefix(cellLength))…"
    }

    /// For a page: the start, and how much of it that is.
    package static func page(_ text: String) -> String {
        guard text.utf8.count > pageBytes else { return text }
        let (shown, all) = (NumberText.size(pageBytes), NumberText.size(text.utf8.count))
        return "\(start(of: text, pageBytes))…\n(the first \(shown) of \(all))"
    }

    /// As much of a text as its order among others is judged by.
    package static func sortable(_ text: String) -> String {
        text.utf8.count > cellBytes ? start(of: text, cellBytes) : text
    }

    private static func start(of text: String, _ bytes: Int) -> String {
        String(text[..<text.utf8.index(text.startIndex, offsetBy: bytes)])
    }
}

extension String {
    /// The text of a file as programs around us write it, without the byte order mark before its first line and with
    /// lines that end in a line feed alone.
    package var asWrittenHere: String {
        let start = unicodeScalars.first == "\u{FEFF}" ? 1 : 0
        return String(unicodeScalars.dropFirst(start)).replacing("\r\n", with: "\n")
    }
}
