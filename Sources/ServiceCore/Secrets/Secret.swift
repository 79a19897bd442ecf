/// A key, password or token that never shows itself by accident.
///
/// Printing, interpolation, reflection, logging and JSON all give the mask; the only way to the
/// bytes is `reveal()`, which is called where a request is written or a person asked to see it.
package struct Secret: Sendable, Hashable {
    private let box: Box

    package init(_ text: String) {
        box = Box(text)
    }

    /// What stands in place of the secret wherever text is wanted.
    package static let mask = "••••••••"

    /// The secret itself.
    package func reveal() -> String {
        box.text
    }

    /// Whether a presented value is this secret, in time that depends on the length alone.
    package func matches(_ candidate: String) -> Bool {
        let own = Array(box.text.utf8)
        let other = Array(candidate.utf8)
        guard own.count == other.count else { return false }
        return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Hides the text from `Mirror`, which would walk a plain stored property.
    private struct Box: Hashable, CustomReflectable {
        let text: String
        init(_ text: String) { self.text = text }
        var customMirror: Mirror { Mirror(self, children: []) }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Self.mask)
    }
}
