/// A value that is written as `null` where it is not known; a member that is nil would be left out.
struct OrNull<Value: Encodable>: Encodable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension OrNull<String> {
    /// An empty text is one that nobody told.
    init(told text: String) { self.init(text.isEmpty ? nil : text) }
}
