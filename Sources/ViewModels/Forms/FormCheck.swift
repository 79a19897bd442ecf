import ServiceCore

/// What can be said of a field's text without asking the platform.
enum FormCheck {
    /// A sentence on what is wrong, nil where nothing is.
    static func problem(_ field: FormField, _ values: FormValues) -> String? {
        if field.isRequired, values.text(field.id) == nil { return "\(field.label) is missing." }
        do throws(ServiceError) {
            switch field.kind {
            case .flag: _ = try values.flag(field.id)
            case .integer(let range): _ = try values.integer(field.id, in: range)
            case .map: _ = try values.map(field.id)
            case .date: _ = try values.date(field.id)
            case .text, .multiline, .secret, .choice, .list, .fixed: break
            }
            return nil
        } catch {
            return [error.message, error.hint].compactMap(\.self).joined(separator: " ")
        }
    }
}
