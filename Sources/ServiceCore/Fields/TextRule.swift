/// What a text must look like to be kept, and the form in which it is kept.
package struct TextRule: Sendable {
    /// What the text should be: `e-mail address`.
    package let name: String
    package let hint: String
    /// Nil where the text is not what it should be.
    package let normalise: @Sendable (String) -> String?
    /// The sentence on a text that is not what it should be; nil where there is no more to say than that.
    private let fault: @Sendable (String) -> String?

    package init(
        _ name: String, hint: String, fault: @escaping @Sendable (String) -> String? = { _ in nil },
        normalise: @escaping @Sendable (String) -> String?
    ) {
        self.name = name
        self.hint = hint
        self.fault = fault
        self.normalise = normalise
    }

    /// What a person is told of a text that is not what it should be.
    package func refusal(of text: String) -> String { fault(text) ?? "“\(text)” is no \(name)." }

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
