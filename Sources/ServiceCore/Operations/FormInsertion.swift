/// What a choice in one line of a form writes into others: the texts of a template.
package struct FormInsertion: Sendable {
    package let line: FieldID
    /// The texts of what the form chooses, by the lines that they belong into; none where it chooses nothing.
    package let read: @Sendable (FormValues) async throws(ServiceError) -> [FieldID: String]

    package init(
        _ line: FieldID,
        _ read: @escaping @Sendable (FormValues) async throws(ServiceError) -> [FieldID: String]
    ) {
        (self.line, self.read) = (line, read)
    }
}

/// A form is the same form whoever reads it.
extension FormInsertion: Hashable {
    package static func == (one: FormInsertion, other: FormInsertion) -> Bool { one.line == other.line }

    package func hash(into hasher: inout Hasher) { hasher.combine(line) }
}
