/// The form of headers and bodies over which signatures are made: blanks and folding that mail systems change on the way do
/// not count (RFC 6376 §3.4.2, §3.4.4).
enum RelaxedForm {
    /// Blanks within a line are one, those at its end and empty lines at the body's are none.
    ///
    /// - Parameter body: with CRLF line ends.
    static func body(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count + 2)
        var (lines, hasBlank) = (0, false)
        body.withUnsafeBufferPointer { bytes in
            for byte in bytes {
                switch byte {
                case 13: continue
                case 10: (lines, hasBlank) = (lines + 1, false)
                case 32, 9: hasBlank = true
                default:
                    while lines > 0 {
                        output += [13, 10]
                        lines -= 1
                    }
                    if hasBlank { output.append(32) }
                    hasBlank = false
                    output.append(byte)
                }
            }
        }
        if !output.isEmpty { output += [13, 10] }
        return output
    }

    /// A header in one line, its name in lower case, without its line end.
    static func header(_ name: String, _ value: ArraySlice<UInt8>) -> [UInt8] {
        var output = Array("\(name):".utf8)
        let start = output.count
        var hasBlank = false
        for byte in value where byte != 13 && byte != 10 {
            if byte == 32 || byte == 9 {
                hasBlank = true
            } else {
                if hasBlank, output.count > start { output.append(32) }
                hasBlank = false
                output.append(byte)
            }
        }
        return output
    }
}

/// The headers of a message as they are written, in order.
struct HeadFields {
    /// In lower case.
    private(set) var fields: [(name: String, value: ArraySlice<UInt8>)] = []

    /// - Parameter head: each header with its CRLF; what has no colon is none.
    init(_ head: ArraySlice<UInt8>) {
        var start = head.startIndex
        while start < head.endIndex {
            var end = start
            repeat {
                end = head[end...].firstIndex(of: 10).map { $0 + 1 } ?? head.endIndex
            } while end < head.endIndex && (head[end] == 32 || head[end] == 9)
            let field = head[start..<end]
            if let colon = field.firstIndex(of: 58) {
                let name = field[..<colon].filter { $0 != 32 && $0 != 9 }
                fields.append((String(decoding: name, as: UTF8.self).lowercased(), field[(colon + 1)...]))
            }
            start = end
        }
    }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}
