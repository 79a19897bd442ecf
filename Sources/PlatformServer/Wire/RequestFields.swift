/// Names and values of a query or an `application/x-www-form-urlencoded` body, in their order, repeats kept.
package struct RequestFields: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    package private(set) var fields: [Field]

    package init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Reads percent-encoding and `+` for a blank; what is no UTF-8 is repaired.
    package init(encoded bytes: some Sequence<UInt8>) {
        fields = bytes.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return Field(
                name: PercentDecoding.text(parts[0], plusIsBlank: true),
                value: parts.count > 1 ? PercentDecoding.text(parts[1], plusIsBlank: true) : "")
        }
    }

    /// The first value of this name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value of this name.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}
