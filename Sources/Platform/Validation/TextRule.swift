/// What a text must look like to be kept, and the form in which it is kept.
package struct TextRule: Sendable {
    /// What the text should be: `e-mail address`.
    package let name: String
    package let hint: String
    /// Nil where the text is not what it should be.
    package let normalise: @Sendable (String) -> String?

    package init(_ name: String, hint: String, normalise: @escaping @Sendable (String) -> String?) {
        self.name = name
        self.hint = hint
        self.normalise = normalise
    }

    /// Why a text cannot be one line of anything, nil where it can; such texts could forge headers.
    package static func fault(ofLine text: String, limit: Int) -> String? {
        if text.unicodeScalars.contains(where: { breaksLines.contains($0.properties.generalCategory) }) {
            return "holds a line break or another control character"
        }
        return text.utf8.count > limit ? "is longer than \(limit) bytes" : nil
    }

    private static let breaksLines: Set<Unicode.GeneralCategory> = [
        .control, .lineSeparator, .paragraphSeparator,
    ]

    package static func fault(ofBlock text: String, limit: Int) -> String? {
        let isAllowed: (Unicode.Scalar) -> Bool = { scalar in
            scalar == "\n" || scalar == "\r" || scalar == "\t"
                || scalar.properties.generalCategory != .control
        }
        if !text.unicodeScalars.allSatisfy(isAllowed) { return "holds a control character" }
        return text.utf8.count > limit ? "is longer than \(limit) bytes" : nil
    }
}
