import CAres
import Glibc

/// A DNS answer as c-ares hands it over, and what it says about one record type.
struct DNSMessage {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    func answer(_ type: DNSResolver.RecordType) -> DNSAnswer {
        let found = type == .txt ? texts() : targets()
        guard let found else { return .couldNotCheck(reason: "the name server's answer cannot be read") }
        return found.isEmpty ? .noData : .records(found)
    }

    /// - Returns: nil where the answer is malformed.
    private func texts() -> [String]? {
        var first: UnsafeMutablePointer<ares_txt_ext>?
        let status = ares_parse_txt_reply_ext(bytes.baseAddress, Int32(bytes.count), &first)
        if status == ARES_ENODATA { return [] }
        guard status == ARES_SUCCESS else { return nil }
        defer { ares_free_data(first) }
        var records: [[UInt8]] = []
        var next = first
        while let chunk = next {
            if chunk.pointee.record_start != 0 || records.isEmpty { records.append([]) }
            let text = UnsafeBufferPointer(start: chunk.pointee.txt, count: chunk.pointee.length)
            records[records.count - 1].append(contentsOf: text)
            next = chunk.pointee.next
        }
        return records.map { String(decoding: $0, as: UTF8.self) }
    }

    /// c-ares parses no CNAME answers, so the records are walked here.
    ///
    /// - Source: RFC 1035, 4.1.
    private func targets() -> [String]? {
        guard bytes.count >= 12 else { return nil }
        var position = 12
        for _ in 0..<number(at: 4) {
            guard let (_, length) = name(at: position) else { return nil }
            position += length + 4
        }
        var targets: [String] = []
        for _ in 0..<number(at: 6) {
            guard let (_, length) = name(at: position), position + length + 10 <= bytes.count else {
                return nil
            }
            position += length
            let (type, size) = (number(at: position), number(at: position + 8))
            position += 10
            guard position + size <= bytes.count else { return nil }
            if type == Int(DNSResolver.RecordType.cname.rawValue) {
                guard let (target, _) = name(at: position) else { return nil }
                targets.append(target)
            }
            position += size
        }
        return targets
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
