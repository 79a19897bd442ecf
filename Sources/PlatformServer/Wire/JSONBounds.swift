/// Bounds what a JSON document makes its reader hold: two bytes can stand for an object of a hundred.
package enum JSONBounds {
    private static let deepest = 32
    private static let mostValues = 200_000

    /// Whether a document in UTF-8 is one to read at all; says nothing about its syntax.
    package static func hold(_ document: some Sequence<UInt8>) -> Bool {
        var (depth, values) = (0, 0)
        var (isText, isEscaped) = (false, false)
        for byte in document {
            // UTF-16 and UTF-32 have these; JSON in UTF-8 has none.
            if byte == 0 { return false }
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): (depth, values) = (depth + 1, values + 1)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","): values += 1
            default: break
            }
            if depth > deepest || values > mostValues { return false }
        }
        return true
    }
}
