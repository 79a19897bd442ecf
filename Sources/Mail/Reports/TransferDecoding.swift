/// Bodies without their transfer encoding (RFC 2045 §6); what is broken is left as well as it can be.
enum TransferDecoding {
    static func decode(_ body: [UInt8], _ encoding: String?) -> [UInt8] {
        switch (encoding ?? "").lowercased().filter({ $0 != " " }) {
        case "base64": base64(body)
        case "quoted-printable": quotedPrintable(body)
        default: body
        }
    }

    /// Whether a body with this encoding is written as it is.
    static func isIdentity(_ encoding: String?) -> Bool {
        !["base64", "quoted-printable"].contains((encoding ?? "").lowercased().filter { $0 != " " })
    }

    /// Up to the padding; other bytes than the alphabet's are skipped (RFC 2045 §6.8).
    private static func base64(_ body: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count / 4 * 3)
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for byte in body {
            if byte == 61 { break }
            guard let value = sextet(byte) else { continue }
            (bits, count) = ((bits << 6 | value) & 0xFFFF, count + 6)
            if count >= 8 {
                count -= 8
                output.append(UInt8(bits >> count & 0xFF))
            }
        }
        return output
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 65...90: UInt32(byte) - 65
        case 97...122: UInt32(byte) - 71
        case 48...57: UInt32(byte) + 4
        case 43: 62
        case 47: 63
        default: nil
        }
    }

    private static func quotedPrintable(_ body: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        for line in ByteLines(body) {
            var end = line.upperBound
            while end > line.lowerBound, body[end - 1].isBlank { end -= 1 }
            let isSoft = end > line.lowerBound && body[end - 1] == 61
            output += unescaped(body[line.lowerBound..<(isSoft ? end - 1 : end)])
            if !isSoft { output.append(10) }
        }
        return output
    }

    /// An escape that is none stays as it stands.
    private static func unescaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = line
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == 61, digits.count == 2, let high = digit(digits[digits.startIndex]),
                let low = digit(digits[digits.startIndex + 1])
            {
                output.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
