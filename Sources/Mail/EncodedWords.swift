import Foundation

/// Text beyond ASCII as encoded words (RFC 2047), each at most 75 columns wide and whole characters within.
enum EncodedWords {
    static let widest = 75
    /// A line that holds one is no wider (RFC 2047 §2).
    static let widestLine = 76
    private static let frame = "=?UTF-8?Q??=".count

    /// - Parameter room: the columns that the first word may take.
    static func of(_ text: String, firstRoom room: Int = widest) -> [String] {
        let encoding: Encoding = Encoding.q.width(text.utf8) <= Encoding.b.width(text.utf8) ? .q : .b
        var words: [String] = []
        var chunk: [UInt8] = []
        var limit = min(room, widest) - frame
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            if !chunk.isEmpty, encoding.width(chunk + bytes) > limit {
                words.append(encoding.word(chunk))
                (chunk, limit) = ([], widest - frame)
            }
            chunk += bytes
        }
        if !chunk.isEmpty { words.append(encoding.word(chunk)) }
        return words
    }

    private enum Encoding {
        case q, b

        func width(_ bytes: some Collection<UInt8>) -> Int {
            switch self {
            case .q: bytes.reduce(0) { $0 + (Self.isPlain($1) || $1 == 32 ? 1 : 3) }
            case .b: (bytes.count + 2) / 3 * 4
            }
        }

        func word(_ bytes: [UInt8]) -> String {
            switch self {
            case .q: "=?UTF-8?Q?\(bytes.map(Self.quoted).joined())?="
            case .b: "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
            }
        }

        private static func quoted(_ byte: UInt8) -> String {
            if byte == 32 { return "_" }
            return isPlain(byte) ? String(UnicodeScalar(byte)) : HexBytes.escape(byte, "=")
        }

        /// What stands for itself in a phrase too, the narrowest place for encoded words (RFC 2047 §5).
        private static func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case 48...57, 65...90, 97...122, 33, 42, 43, 45, 47: true
            default: false
            }
        }
    }
}
