/// Bytes as two upper-case hexadecimal digits after a mark, as several encodings of mail write them.
enum HexBytes {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `=3D`, `%20`
    static func escape(_ byte: UInt8, _ mark: UnicodeScalar) -> String {
        var text = String(mark)
        text.unicodeScalars.append(UnicodeScalar(digits[Int(byte >> 4)]))
        text.unicodeScalars.append(UnicodeScalar(digits[Int(byte & 15)]))
        return text
    }

    static func digits(of byte: UInt8) -> (UInt8, UInt8) { (digits[Int(byte >> 4)], digits[Int(byte & 15)]) }
}
