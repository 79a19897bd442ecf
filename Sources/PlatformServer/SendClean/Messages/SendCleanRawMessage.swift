import ServiceCore

/// A whole message as a caller wrote it, with what its head says.
struct SendCleanRawMessage {
    /// Unfolded, in their order.
    private(set) var fields: [(name: String, value: String)] = []
    /// With the line ends that mail has and without the field of those whom nobody may see.
    private(set) var bytes: [UInt8] = []

    /// - Throws: `.invalid` where no head comes first.
    init(_ text: String) throws(ServiceError) {
        let whole = Self.withMailLineEnds(text)
        var rest = whole[...]
        while let line = Self.line(rest), !line.isEmpty {
            let content = line.dropLast(2)
            if content.isEmpty { break }
            try read(String(decoding: content, as: UTF8.self))
            if fields.last?.name.lowercased() != "bcc" { bytes += line }
            rest = rest.dropFirst(line.count)
        }
        guard !fields.isEmpty else { throw Self.fault("has no header") }
        bytes += rest
    }

    /// The first field of this name, given in lower case.
    subscript(name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }

    /// The addresses in all fields of this name, given in lower case.
    func addresses(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.flatMap { MailboxList.addresses(in: $0.value) }
    }

    static func fault(_ what: String) -> ServiceError { ServiceError(.invalid, "raw_message \(what)") }

    private mutating func read(_ line: String) throws(ServiceError) {
        if line.first == " " || line.first == "\t", let last = fields.indices.last {
            fields[last].value += " " + line.trimmingBlanks
            return
        }
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
            line[..<colon].utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw Self.fault("has a line in its header that is no field") }
        fields.append((String(line[..<colon]), String(line[line.index(after: colon)...]).trimmingBlanks))
    }

    /// Up to and with the next line end; everything where there is none.
    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return bytes[...end]
    }

    /// A carriage return or a line feed alone ends a line too, lest a relay read two messages where we read one.
    private static func withMailLineEnds(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): bytes += [13, 10]
            default: bytes.append(byte)
            }
            previous = byte
        }
        if !bytes.suffix(2).elementsEqual([13, 10]) { bytes += [13, 10] }
        return bytes
    }
}
