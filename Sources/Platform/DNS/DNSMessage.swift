import CAres
import Glibc

/// A DNS answer as c-ares hands it over, and what it says about one record type.
///
/// - Source: RFC 1035, 4.1.
struct DNSMessage {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private struct Record {
        let owner: String
        let type: Int
        let content: Range<Int>
    }

    /// - Parameter name: what was asked for.
    func reply(_ type: DNSResolver.RecordType, to name: String) -> DNSReply {
        guard let records = records(), let found = texts(type, records, name) else {
            return .answer(.couldNotCheck(reason: "the name server's answer cannot be read"))
        }
        if !found.isEmpty { return .answer(.records(found)) }
        // A server that is no resolver leaves it to the asker to follow the name.
        if type != .cname, let alias = texts(.cname, records, name)?.first { return .alias(alias) }
        return .answer(.noData)
    }

    /// - Returns: nil where a record is malformed.
    private func texts(_ type: DNSResolver.RecordType, _ records: [Record], _ name: String) -> [String]? {
        var texts: [String] = []
        for record in records where record.type == Int(type.rawValue) {
            switch type {
            case .txt:
                guard let text = text(record.content) else { return nil }
                texts.append(text)
            case .cname:
                guard let (target, _) = self.name(at: record.content.lowerBound) else { return nil }
                // What follows the first alias belongs to another name.
                if DNSChecks.host(record.owner) == DNSChecks.host(name) { texts.append(target) }
            case .a, .aaaa, .mx: texts.append(record.owner)
            }
        }
        return texts
    }

    /// The chunks of a text, joined without a blank.
    private func text(_ content: Range<Int>) -> String? {
        var text: [UInt8] = []
        var position = content.lowerBound
        while position < content.upperBound {
            let end = position + 1 + Int(bytes[position])
            guard end <= content.upperBound else { return nil }
            text.append(contentsOf: bytes[position + 1..<end])
            position = end
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func records() -> [Record]? {
        guard bytes.count >= 12 else { return nil }
        var position = 12
        for _ in 0..<number(at: 4) {
            guard let (_, length) = name(at: position) else { return nil }
            position += length + 4
        }
        var records: [Record] = []
        for _ in 0..<number(at: 6) {
            guard let (owner, length) = name(at: position), position + length + 10 <= bytes.count else {
                return nil
            }
            position += length
            let content = position + 10..<position + 10 + number(at: position + 8)
            guard content.upperBound <= bytes.count else { return nil }
            records.append(Record(owner: owner, type: number(at: position), content: content))
            position = content.upperBound
        }
        return records
    }

    private func number(at offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }

    /// The name at an offset and how many bytes it takes there; nil where it leaves the message or runs in circles.
    private func name(at offset: Int) -> (String, Int)? {
        guard offset < bytes.count, let start = bytes.baseAddress else { return nil }
        var text: UnsafeMutablePointer<CChar>?
        var length = 0
        let status = ares_expand_name(start + offset, start, Int32(bytes.count), &text, &length)
        guard status == ARES_SUCCESS, let text else { return nil }
        defer { ares_free_string(text) }
        return (String(cString: text), length)
    }
}

/// What a server says of one name.
enum DNSReply {
    case answer(DNSAnswer)
    /// The records are under another name.
    case alias(String)
}

extension DNSAnswer {
    /// - Parameter status: c-ares's outcome of a query that found nothing.
    init(failure status: Int32) {
        self =
            switch status {
            case ARES_ENOTFOUND: .noSuchName
            case ARES_ENODATA: .noData
            case ARES_ETIMEOUT: .couldNotCheck(reason: "no answer in time")
            case ARES_ESERVFAIL: .couldNotCheck(reason: "the name server failed")
            case ARES_EREFUSED: .couldNotCheck(reason: "the name server refused to answer")
            // c-ares ends with this also where every server was reached and failed.
            case ARES_ECONNREFUSED: .couldNotCheck(reason: "no name server gave a usable answer")
            case ARES_EBADNAME: .couldNotCheck(reason: "the name is not one that DNS can hold")
            default: .couldNotCheck(reason: "the name server's answer cannot be read")
            }
    }
}
