/// Names and values of a query or an `application/x-www-form-urlencoded` body, in their order, repeats kept.
package struct RequestFields: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// More than any call has: addresses one by one, and what goes with them.
    static let mostFields = 20_000

    package private(set) var fields: [Field]
    /// False where there were more fields than are read.
    package private(set) var isWhole = true

    package init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Reads percent-encoding and `+` for a blank; what is no UTF-8 is repaired.
    package init(encoded bytes: some Collection<UInt8>) {
        fields = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest.dropFirst(pair.count + 1)
            if pair.isEmpty { continue }
            guard fields.count < Self.mostFields else {
                isWhole = false
                return
            }
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            fields.append(
                Field(
                    name: PercentDecoding.text(name, plusIsBlank: true),
                    value: PercentDecoding.text(pair.dropFirst(name.count + 1), plusIsBlank: true)))
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

/// Reads percent-encoding; a `%` that begins no pair of hexadecimal digits stands for itself.
enum PercentDecoding {
    static func text(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = false) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
                if digits.count == 2 {
                    rest = rest.dropFirst(2)
                    decoded.append(UInt8(digits[0] * 16 + digits[1]))
                } else {
                    decoded.append(byte)
                }
            case UInt8(ascii: "+") where plusIsBlank: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
