import Foundation
import Glibc
import Synchronization

/// A DNS server on a loopback port of the kernel's choice that answers as it is told, over UDP and over TCP.
package final class LoopbackNameServer: Sendable {
    package indirect enum Reply: Sendable {
        /// Texts as their chunks, one record each.
        case texts([[String]])
        case cname(String)
        /// Of either family; each question gets those of its own.
        case addresses([String])
        case noSuchName, noData, failure, truncated, garbage, silence
        /// What does not fit into a datagram.
        case onlyOverTCP(Reply)
    }

    package let address: String
    private let datagrams: Int32
    private let connections: Int32
    private let queries = Mutex(0)

    package var queryCount: Int { queries.withLock { $0 } }

    package init(_ reply: @escaping @Sendable (_ name: String) -> Reply) {
        let sockets = Self.sockets()
        (datagrams, connections) = (sockets.datagrams, sockets.connections)
        address = "127.0.0.1:\(sockets.port)"
        Thread.detachNewThread { [weak self] in
            Self.serveDatagrams(sockets.datagrams, reply) { self?.count() }
        }
        Thread.detachNewThread { [weak self] in
            Self.serveConnections(sockets.connections, reply) { self?.count() }
        }
    }

    /// Wakes the threads out of their waits; they close the sockets.
    deinit {
        shutdown(datagrams, Int32(SHUT_RDWR))
        shutdown(connections, Int32(SHUT_RDWR))
    }

    private func count() { queries.withLock { $0 += 1 } }

    /// Of both kinds on one port; where the other kind has it already, on another.
    private static func sockets() -> (datagrams: Int32, connections: Int32, port: UInt16) {
        while true {
            let datagrams = bound(Int32(SOCK_DGRAM.rawValue), port: 0)
            let connections = bound(Int32(SOCK_STREAM.rawValue), port: datagrams.port)
            if connections.port != 0, listen(connections.socket, 16) == 0 {
                return (datagrams.socket, connections.socket, datagrams.port)
            }
            close(datagrams.socket)
            close(connections.socket)
        }
    }

    /// - Returns: port 0 where the port is taken.
    private static func bound(_ type: Int32, port: UInt16) -> (socket: Int32, port: UInt16) {
        let socket = socket(AF_INET, type, 0)
        var local = sockaddr_in()
        local.sin_family = sa_family_t(AF_INET)
        local.sin_port = port.bigEndian
        local.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &local) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && getsockname(socket, pointer, &length) == 0
            }
        }
        return (socket, isBound ? UInt16(bigEndian: local.sin_port) : 0)
    }

    private static func serveDatagrams(_ socket: Int32, _ reply: (String) -> Reply, count: () -> Void) {
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

    /// One question a connection, which comes in one piece.
    private static func serveConnections(_ socket: Int32, _ reply: (String) -> Reply, count: () -> Void) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let connection = accept(socket, nil, nil)
            guard connection >= 0 else { break }
            let received = recv(connection, &buffer, buffer.count, 0)
            if received > 14 {
                count()
                let query = Array(buffer[2..<received])
                let whole: (String) -> Reply = { name in
                    if case .onlyOverTCP(let rest) = reply(name) { rest } else { reply(name) }
                }
                if let answer = answer(to: query, whole), answer[2] & 2 == 0 {
                    let framed = [UInt8(answer.count >> 8), UInt8(answer.count & 255)] + answer
                    _ = send(connection, framed, framed.count, Int32(MSG_NOSIGNAL))
                }
            }
            close(connection)
        }
        close(socket)
    }
}
