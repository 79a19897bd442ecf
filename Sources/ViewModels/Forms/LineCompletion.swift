import ServiceCore

/// Tab in a line: what all suggestions begin with, then one suggestion after the other.
struct LineCompletion: Equatable, Sendable {
    private var items: [String] = []
    private var place = 0
    /// What the last Tab put there.
    private var range = 0..<0

    /// - Parameter step: 1 for the next, -1 for the one before.
    /// - Returns: nil where nothing fits.
    mutating func complete(
        _ editor: inout LineEditor, by step: Int, from suggestions: () -> Suggestions?
    ) -> Bool {
        if !items.isEmpty {
            place = (place + step + items.count) % items.count
            put(items[place], into: &editor)
            return true
        }
        guard let found = suggestions(), !found.items.isEmpty else { return false }
        range = found.range
        let texts = found.items.map(\.text)
        let typed = String(editor.text.dropFirst(range.lowerBound).prefix(range.count))
        let common = Self.commonBeginning(of: texts)
        if texts.count == 1 || common.count > typed.count && common.hasPrefix(typed) {
            put(texts.count == 1 ? texts[0] : common, into: &editor)
        } else {
            (items, place) = (texts, step > 0 ? 0 : texts.count - 1)
            put(items[place], into: &editor)
        }
        return true
    }

    private mutating func put(_ text: String, into editor: inout LineEditor) {
        editor.replace(range, by: text)
        range = range.lowerBound..<(range.lowerBound + text.count)
    }

    private static func commonBeginning(of texts: [String]) -> String {
        texts.dropFirst().reduce(texts.first ?? "") { $0.commonPrefix(with: $1) }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
