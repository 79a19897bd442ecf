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
