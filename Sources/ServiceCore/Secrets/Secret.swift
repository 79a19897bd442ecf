/// A key, password or token that never shows itself by accident.
///
/// It stands in memory that core files leave out. Printing, interpolation, reflection, logging and JSON all give the
/// mask; the only way to the bytes is `reveal()`, which is called where a request is written or a person asked to see it.
package struct Secret: Sendable, Hashable {
    private let box: Box

    package init(_ text: String) {
        box = Box(bytes: .of(text))
    }

    /// A secret that never was text; the caller wipes its own copy.
    package init(bytes: UnsafeRawBufferPointer) {
        box = Box(bytes: SecretBytes(bytes))
    }

    /// What stands in place of the secret wherever text is wanted.
    package static let mask = "••••••••"

    /// The secret itself.
    package func reveal() -> String {
        box.bytes.text
    }

    /// Whether a presented value is this secret, in time that depends on the length alone.
    package func matches(_ candidate: String) -> Bool {
        var candidate = candidate
        return candidate.withUTF8 { box.bytes.matches(UnsafeRawBufferPointer($0)) }
    }

    /// Hides the bytes from `Mirror`, which would walk a plain stored property.
    private struct Box: Hashable, CustomReflectable {
        let bytes: SecretBytes

        static func == (one: Box, other: Box) -> Bool { one.bytes == other.bytes }
        func hash(into hasher: inout Hasher) { bytes.hash(into: &hasher) }
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
