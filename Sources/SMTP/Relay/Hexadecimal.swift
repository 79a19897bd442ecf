/// Two capital digits a byte, as URLs and xtext have them.
enum Hexadecimal {
    private static let digits = Array("0123456789ABCDEF")

    static func pair(_ byte: UInt8) -> String {
        String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
