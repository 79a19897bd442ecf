import Glibc

extension LoopbackNameServer {
    /// - Returns: nil for no answer at all.
    static func answer(to query: [UInt8], _ reply: (String) -> Reply) -> [UInt8]? {
        let (name, end) = question(of: query)
        let question = Array(query[12..<end + 4])
        switch reply(name) {
        case .texts(let records):
            let bodies = records.map { chunks in chunks.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } }
            return header(query, answers: bodies.count) + question + bodies.flatMap { record(16, $0) }
        case .cname(let target):
            return header(query, answers: 1) + question + record(5, encode(target))
        case .addresses(let texts):
            let type: UInt8 = query[end + 1] == 28 ? 28 : 1
            let bodies = texts.compactMap { bytes(of: $0, isSix: type == 28) }
            return header(query, answers: bodies.count) + question + bodies.flatMap { record(type, $0) }
        case .noSuchName: return header(query, code: 3) + question
        case .noData: return header(query) + question
        case .failure: return header(query, code: 2) + question
        case .truncated, .onlyOverTCP: return header(query, isCut: true) + question
        // A CNAME whose name points to itself for ever.
        case .garbage: return header(query, answers: 1) + question + record(5, [0xC0, UInt8(end + 4 + 12)])
        case .silence: return nil
        }
    }

    /// Nil for an address of the other family.
    private static func bytes(of address: String, isSix: Bool) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
        return inet_pton(isSix ? AF_INET6 : AF_INET, address, &bytes) == 1 ? bytes : nil
    }

    private static func header(_ query: [UInt8], answers: Int = 0, code: UInt8 = 0, isCut: Bool = false)
        -> [UInt8]
    {
        [query[0], query[1], 0x81 | (isCut ? 2 : 0), 0x80 | code, 0, 1, 0, UInt8(answers), 0, 0, 0, 0]
    }

    private static func record(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0xC0, 12, 0, type, 0, 1, 0, 0, 0, 60, UInt8(body.count >> 8), UInt8(body.count & 255)] + body
    }

    private static func encode(_ name: String) -> [UInt8] {
        name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    private static func question(of query: [UInt8]) -> (name: String, end: Int) {
        var labels: [String] = []
        var position = 12
        while query[position] != 0 {
            let length = Int(query[position])
            labels.append(String(decoding: query[position + 1...position + length], as: UTF8.self))
            position += length + 1
        }
        return (labels.joined(separator: "."), position + 1)
    }
}
