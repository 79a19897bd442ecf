import Foundation

/// Text whose lines are at most 76 columns of ASCII (RFC 2045 §6.7).
enum QuotedPrintable {
    private static let widest = 76

    /// - Parameter text: with CRLF line ends.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count * 5 / 4)
        encode(text, into: &output, isWithin: false)
        return output
    }

    /// Encodes a part of a text that begins a line of the encoding.
    ///
    /// - Parameter isWithin: whether more of the text follows, on a line of its own again.
    static func encode(_ text: [UInt8], into output: inout [UInt8], isWithin: Bool) {
        var column = 0
        var place = 0
        while place < text.count {
            let byte = text[place]
            if byte == 13, place + 1 < text.count, text[place + 1] == 10 {
                output += [13, 10]
                column = 0
                place += 2
                continue
            }
            let isPlain = isPlain(byte) && !((byte == 32 || byte == 9) && endsLine(text, place))
            let width = isPlain ? 1 : 3
            // A soft line break takes the last column, unless the line ends with this.
            if column + width > widest - (endsLine(text, place) && !isWithin ? 0 : 1) {
                output += [61, 13, 10]
                column = 0
            }
            if isPlain {
                output.append(byte)
            } else {
                let digits = HexBytes.digits(of: byte)
                output += [61, digits.0, digits.1]
            }
            column += width
            place += 1
        }
        if isWithin, column > 0 { output += [61, 13, 10] }
    }

    /// Begins a line of the encoding that is none of the text, unless one begins there.
    static func breakLine(_ output: inout [UInt8]) {
        if !output.isEmpty, output.last != 10 { output += [61, 13, 10] }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte == 9 || (32...126).contains(byte) && byte != 61
    }

    private static func endsLine(_ text: [UInt8], _ place: Int) -> Bool {
        place + 1 == text.count || place + 2 < text.count && text[place + 1] == 13 && text[place + 2] == 10
    }
}

/// Bytes in base64, in lines of 76 columns (RFC 2045 §6.8).
enum Base64Lines {
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        Array(
            Data(bytes).base64EncodedData(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]))
    }
}

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
