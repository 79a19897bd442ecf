import Foundation
import Glibc
import Synchronization

/// A DNS server on a loopback UDP port of the kernel's choice that answers as it is told.
package final class LoopbackNameServer: Sendable {
    package enum Reply: Sendable {
        /// Texts as their chunks, one record each.
        case texts([[String]])
        case cname(String)
        /// Of either family; each question gets those of its own.
        case addresses([String])
        case noSuchName, noData, failure, truncated, garbage, silence
    }

    package let address: String
    private let descriptor: Int32
    private let queries = Mutex(0)

    package var queryCount: Int { queries.withLock { $0 } }

    package init(_ reply: @escaping @Sendable (_ name: String) -> Reply) {
        let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var local = sockaddr_in()
        local.sin_family = sa_family_t(AF_INET)
        local.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &local) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(socket, pointer, length)
                _ = getsockname(socket, pointer, &length)
            }
        }
        descriptor = socket
        address = "127.0.0.1:\(UInt16(bigEndian: local.sin_port))"
        Thread.detachNewThread { [weak self] in Self.serve(socket, reply) { self?.count() } }
    }

    /// Wakes the thread out of its wait; it closes the socket.
    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func count() { queries.withLock { $0 += 1 } }

    private static func serve(_ socket: Int32, _ reply: (String) -> Reply, count: () -> Void) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var peer = sockaddr()
            var length = socklen_t(MemoryLayout<sockaddr>.size)
            let received = recvfrom(socket, &buffer, buffer.count, 0, &peer, &length)
            guard received > 12 else { break }
            count()
            let query = Array(buffer.prefix(received))
            guard let answer = answer(to: query, reply) else { continue }
            _ = sendto(socket, answer, answer.count, 0, &peer, length)
        }
        close(socket)
    }

    private static func answer(to query: [UInt8], _ reply: (String) -> Reply) -> [UInt8]? {
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
        case .truncated: return header(query, isCut: true) + question
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
