import Foundation
import Glibc
import Testing

/// The server as a process: how it ends, how it bears crowds, and what it keeps to itself.
///
/// Case S14.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ServeTests {
    /// The head and the body of a call that makes a sender.
    private func makingSender(_ server: ServingProgram) -> (head: String, body: String) {
        let body = "apikey=\(server.apiKey)&emailaddress=a%40shop.example"
        let head = """
            POST /rest/json/senders HTTP/1.1\r\nhost: x\r\n\
            content-type: application/x-www-form-urlencoded\r\ncontent-length: \(body.utf8.count)\r\n\r\n
            """
        return (head, body)
    }

    /// A connection with a request of which half the body is there, and which the server has begun to read.
    private func openRequest(_ server: ServingProgram) throws -> LoopbackSocket {
        let socket = try #require(LoopbackSocket(port: server.port))
        let (head, body) = makingSender(server)
        socket.send(head + body.prefix(10))
        // Connections are shared out among the server's threads in turn; each has read what came before it answers.
        for _ in 0..<64 {
            let other = try #require(LoopbackSocket(port: server.port))
            other.send("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            _ = other.receive(through: "ok\n")
        }
        return socket
    }

    private func senders(_ server: ServingProgram) throws -> String {
        try server.program.run(["sender", "list", "--format", "csv", "--data-dir", "data"]).output
    }

    @Test func `SIGTERM lets an open request end, takes no new one, and is no failure`() throws {
        let server = try ServingProgram()
        let open = try openRequest(server)
        let idle = try #require(LoopbackSocket(port: server.port))
        server.signal(SIGTERM)
        // An idle connection is closed when the server has begun to end.
        #expect(idle.receiveAll() == "")
        #expect(LoopbackSocket(port: server.port) == nil)
        open.send(String(makingSender(server).body.dropFirst(10)))
        #expect(open.receiveAll().hasPrefix("HTTP/1.1 200"))
        #expect(server.ended() == 0)
        #expect(try senders(server).contains("a@shop.example"))
    }

    @Test func `a request that does not end is cut off, and leaves nothing half done`() throws {
        let server = try ServingProgram()
        let open = try openRequest(server)
        let start = ContinuousClock.now
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(!open.receiveAll().hasPrefix("HTTP/1.1 200"))
        #expect(try !senders(server).contains("a@shop.example"))
    }

    @Test func `a second SIGTERM ends it at once`() throws {
        let server = try ServingProgram()
        let open = try openRequest(server)
        let idle = try #require(LoopbackSocket(port: server.port))
        server.signal(SIGTERM)
        #expect(idle.receiveAll() == "")
        server.signal(SIGTERM)
        #expect(server.ended() == 128 + SIGTERM)
        withExtendedLifetime(open) {}
        #expect(try !senders(server).contains("a@shop.example"))
    }

    @Test func `ten thousand idle connections leave room and time for a request`() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let count = min(10_000, Int(limit.rlim_cur) - 1_000)
        let server = try ServingProgram()
        let before = try server.residentMemory()
        let idle = (0..<count).compactMap { _ in LoopbackSocket(port: server.port) }
        #expect(idle.count == count)
        let start = ContinuousClock.now
        let asking = try #require(LoopbackSocket(port: server.port))
        asking.send(
            "GET /rest/json/senders?apikey=\(server.apiKey) HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        #expect(asking.receiveAll().hasPrefix("HTTP/1.1 200"))
        #expect(ContinuousClock.now - start < .seconds(10), "with \(count) connections")
        // Ten thousand connections at 32 KiB.
        #expect(try server.residentMemory() - before < 320 << 10, "with \(count) connections")
    }
}
