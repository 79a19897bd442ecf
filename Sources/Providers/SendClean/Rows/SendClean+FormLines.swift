import ServiceCore

extension FormValues {
    /// One line without control characters, which could forge headers; nil where the field is empty.
    ///
    /// - Throws: `.invalid` on this field.
    func sendCleanLine(_ id: FieldID) throws(ServiceError) -> String? {
        guard let text = text(id) else { return nil }
        try SendClean.requireLine(text, field: id)
        return text
    }

    /// - Throws: `.invalid` on this field where it is empty or no line.
    func sendCleanLine(_ id: FieldID, _ label: String) throws(ServiceError) -> String {
        guard let line = try sendCleanLine(id) else { return try required(id, label) }
        return line
    }
}

extension SendClean {
    /// - Throws: `.invalid` on this field for a line break or another control character.
    static func requireLine(_ text: String, field: FieldID) throws(ServiceError) {
        let isControl: (Unicode.Scalar) -> Bool = {
            [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        guard text.unicodeScalars.contains(where: isControl) else { return }
        throw ServiceError(
            .invalid, "The text holds a line break or another control character.",
            hint: "Write it on one line.", field: field)
    }
}
