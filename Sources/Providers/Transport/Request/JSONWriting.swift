import ServiceCore

/// Writes JSON as it goes on the wire, compact, in the order given.
///
/// Foundation's encoders cannot be used: `Secret` gives them its mask, by design.
enum JSONWriting {
    /// With every secret in clear: only for the request that is being written.
    static func revealed(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        write(value, to: &bytes)
        return bytes
    }

    private static func write(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let digits): bytes += digits.utf8
        case .string(let text): writeText(text, to: &bytes)
        case .secret(let secret): writeText(secret.reveal(), to: &bytes)
        case .array(let items):
            writeList(items, "[", "]", to: &bytes) { write($0, to: &$1) }
        case .object(let members):
            writeList(members, "{", "}", to: &bytes) { member, bytes in
                writeText(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, to: &bytes)
            }
        }
    }

    private static func writeList<Item>(
        _ items: [Item], _ opening: String, _ closing: String, to bytes: inout [UInt8],
        _ write: (Item, inout [UInt8]) -> Void
    ) {
        bytes += opening.utf8
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(item, &bytes)
        }
        bytes += closing.utf8
    }

    private static func writeText(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
