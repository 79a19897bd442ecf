/// In which characters a list is written.
package enum ListEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// With the characters that Windows has in the places of the second controls.
    case latin1 = "latin-1"

    /// By any of its usual names: `UTF8`, `utf-16`, `ISO-8859-1`, `windows-1252`.
    package init?(name: String) {
        switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
        case "utf8": self = .utf8
        case "utf16le", "utf16": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "latin1", "iso88591", "windows1252", "cp1252": self = .latin1
        default: return nil
        }
    }

    /// What the first bytes of a list show: its mark, the zeros of UTF-16, or letters that are no UTF-8.
    ///
    /// Where letters of both stand in them it is UTF-8 with broken rows, which are refused one by one.
    init(of head: [UInt8]) {
        if let marked = Self.marked(head) {
            self = marked
            return
        }
        let pairs = head.prefix(1024).count / 2
        let even = (0..<pairs).count { head[2 * $0] == 0 }
        let odd = (0..<pairs).count { head[2 * $0 + 1] == 0 }
        if odd > pairs / 2, even == 0 {
            self = .utf16LittleEndian
        } else if even > pairs / 2, odd == 0 {
            self = .utf16BigEndian
        } else {
            let letters = UTF8Letters(head)
            self = letters.broken > 0 && letters.whole == 0 ? .latin1 : .utf8
        }
    }

    private static func marked(_ head: [UInt8]) -> ListEncoding? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return head.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }
}

/// How many letters beyond ASCII are whole as UTF-8, and how many bytes are none of one.
private struct UTF8Letters {
    private(set) var whole = 0
    private(set) var broken = 0

    init(_ bytes: [UInt8]) {
        var place = 0
        while place < bytes.count {
            guard bytes[place] >= 0x80 else {
                place += 1
                continue
            }
            let length = Self.length(bytes, place)
            // What the end cuts off tells nothing.
            if length == nil, bytes[(place + 1)...].prefix(3).count < 3,
                place + 1 == bytes.count || bytes[(place + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                return
            }
            if length == nil { broken += 1 } else { whole += 1 }
            place += length ?? 1
        }
    }

    private static func length(_ bytes: [UInt8], _ place: Int) -> Int? {
        let wanted: Int
        switch bytes[place] {
        case 0xC2...0xDF: wanted = 2
        case 0xE0...0xEF: wanted = 3
        case 0xF0...0xF4: wanted = 4
        default: return nil
        }
        let end = place + wanted
        guard end <= bytes.count, String(validating: bytes[place..<end], as: UTF8.self) != nil else {
            return nil
        }
        return wanted
    }
}

/// Makes UTF-8 of a list's bytes, piece by piece; what is no UTF-8 where it should be stays as it is.
struct ListDecoder {
    let encoding: ListEncoding
    /// The half of a unit or of a pair that a piece ended in.
    private var rest: [UInt8] = []
    private var isAtStart = true

    init(_ encoding: ListEncoding) { self.encoding = encoding }

    /// - Parameter isLast: whether nothing follows.
    mutating func decode(_ bytes: [UInt8], isLast: Bool = false) -> [UInt8] {
        var decoded =
            switch encoding {
            case .utf8: bytes
            case .latin1: Self.fromLatin1(bytes)
            case .utf16LittleEndian, .utf16BigEndian: fromUTF16(bytes, isLast: isLast)
            }
        if isAtStart, decoded.starts(with: [0xEF, 0xBB, 0xBF]) { decoded.removeFirst(3) }
        isAtStart = isAtStart && decoded.isEmpty
        return decoded
    }

    private static func fromLatin1(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                decoded.append(byte)
            } else {
                let code = (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : UInt16(byte)
                decoded += Array(String(decoding: [code], as: UTF16.self).utf8)
            }
        }
        return decoded
    }

    /// What Windows has from 0x80 on; the five that it leaves free are controls.
    private static let windows: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private mutating func fromUTF16(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        let all = rest + bytes
        let isLittle = encoding == .utf16LittleEndian
        var units = stride(from: 0, to: all.count - 1, by: 2).map { place in
            isLittle
                ? UInt16(all[place]) | UInt16(all[place + 1]) << 8
                : UInt16(all[place]) << 8 | UInt16(all[place + 1])
        }
        if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
        rest = Array(all.dropFirst(units.count * 2))
        var decoded = Array(String(decoding: units, as: UTF16.self).utf8)
        // Half a unit at the very end is no character.
        if isLast, !rest.isEmpty { decoded += [0xFF] }
        return decoded
    }
}
