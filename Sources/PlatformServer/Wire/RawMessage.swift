import ServiceCore

/// A whole message as somebody wrote it, with what its head says.
struct RawMessage: Sendable {
    /// Why bytes are no message.
    enum Fault: Error, Sendable, Equatable {
        case noHeader, noField
        case headTooLong
        case noSender, ambiguousSender

        /// The end of a sentence about it.
        var words: String {
            switch self {
            case .noHeader: "has no header"
            case .noField: "has a line in its header that is no field"
            case .headTooLong: "has a header that is too long"
            case .noSender: "names no sender"
            case .ambiguousSender: "names a sender that could be read as another"
            }
        }
    }

    /// In bytes; a head is read into memory a second time.
    private static let longestHead = 1 << 20

    /// Unfolded, in their order.
    private(set) var fields: [(name: String, value: String)] = []
    /// Without the fields that were to be left out; else as it came.
    private(set) var bytes: [UInt8] = []

    /// - Parameters:
    ///   - whole: lines that each end in CRLF.
    ///   - names: of fields that nobody is to see, in lower case.
    init(_ whole: [UInt8], leavingOut names: Set<String> = ["bcc"]) throws(Fault) {
        bytes.reserveCapacity(whole.count)
        var rest = whole[...]
        while let line = Self.line(rest), !line.isEmpty {
            let content = line.dropLast(2)
            if content.isEmpty { break }
            try read(String(decoding: content, as: UTF8.self))
            if let name = fields.last?.name.lowercased(), !names.contains(name) { bytes += line }
            rest = rest.dropFirst(line.count)
            if whole.count - rest.count > Self.longestHead { throw .headTooLong }
        }
        guard !fields.isEmpty else { throw .noHeader }
        bytes += rest
    }

    /// The first field of this name, given in lower case.
    subscript(name: String) -> String? { values(name).first }

    func values(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The addresses in all fields of this name, given in lower case.
    func addresses(_ name: String) -> [String] { values(name).flatMap { MailboxList.addresses(in: $0) } }

    private mutating func read(_ line: String) throws(Fault) {
        if line.first == " " || line.first == "\t", let last = fields.indices.last {
            fields[last].value += " " + line.trimmingBlanks
            return
        }
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
            line[..<colon].utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw .noField }
        fields.append((String(line[..<colon]), String(line[line.index(after: colon)...]).trimmingBlanks))
    }

    /// Up to and with the next line end; everything where there is none.
    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return bytes[...end]
    }
}
