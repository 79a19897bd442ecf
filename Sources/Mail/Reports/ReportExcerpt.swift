/// How a message begins, for people to read: its head as it came, then what those parts of it say that may tell something,
/// without their transfer encoding.
enum ReportExcerpt {
    /// Of the head, and of all that follows it, in bytes.
    private static let longest = 4_096

    static func of(_ message: [UInt8], _ parts: [ReadPart] = []) -> String {
        let start = Array(message.prefix(longest + 1))
        var said = cut(start.prefix(headLength(of: start)), longest)
        var room = longest
        for part in parts where part.messages == 0 && room > 0 {
            let body = part.decoded
            guard !body.isEmpty else { continue }
            said += "\n" + cut(body[...], room)
            room -= body.count
        }
        return said
    }

    /// Up to the first blank line.
    private static func headLength(of text: [UInt8]) -> Int {
        for line in ByteLines(text) where text.trimmed(line).isEmpty && line.lowerBound > 0 {
            return line.lowerBound
        }
        return text.count
    }

    /// Words alone: one that is cut off may be half an address, which nobody would find again.
    private static func cut(_ bytes: ArraySlice<UInt8>, _ longest: Int) -> String {
        let text = String(decoding: bytes.prefix(longest), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
        guard bytes.count > longest else { return text }
        return text.lastIndex(where: \.isWhitespace).map { String(text[...$0]) } ?? ""
    }
}
