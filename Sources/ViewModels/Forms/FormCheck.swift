import ServiceCore

/// What can be said of a field's text without asking the platform.
enum FormCheck {
    /// A sentence on what is wrong, nil where nothing is.
    ///
    /// - Parameter time: how the person's own times are read.
    static func problem(_ field: FormField, _ values: FormValues, _ time: TimeReading) -> String? {
        if field.isRequired, values.text(field.id) == nil { return "\(field.label) is missing." }
        do throws(ServiceError) {
            switch field.kind {
            case .flag: _ = try values.flag(field.id)
            case .integer(let range): _ = try values.integer(field.id, in: range)
            case .map: _ = try values.map(field.id)
            case .date(let zone):
                let zone = zone.zone(values, reader: time.zone)
                _ = try values.date(field.id, TimeReading(now: time.now, zone: zone ?? .utc))
            case .text, .multiline, .secret, .choice, .list, .fixed: break
            }
            return nil
        } catch {
            return error.sentences
        }
    }
}
