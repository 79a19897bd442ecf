import Foundation
import Glibc
import Platform
import Testing

/// The built server answers what links in a message name, and what came of it shows in the tables at once.
///
/// Case X6.
@Suite(.timeLimit(.minutes(20))) struct TrackingProgramTests {
    private static let host = "mail.shop.example"

    private func run(_ server: ServingProgram, _ arguments: String...) throws -> String {
        let result = try server.program.run(arguments + ["--data-dir", "data"])
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func ask(_ server: ServingProgram, _ method: String, _ path: String, _ form: String = "") throws
        -> String
    {
        let socket = try #require(LoopbackSocket(port: server.port))
        socket.send(
            """
            \(method) \(path) HTTP/1.1\r\nhost: \(Self.host)\r\nconnection: close\r\nuser-agent: Firefox/140\r\n\
            content-type: application/x-www-form-urlencoded\r\ncontent-length: \(form.utf8.count)\r\n\r\n\(form)
            """)
        return socket.receiveAll()
    }

    @Test func `a launched message's page unsubscribes by POST, never by GET`() throws {
        let server = try ServingProgram(["--public-url", "http://\(Self.host)"])
        _ = try run(server, "sender", "create", "address=news@shop.example")
        _ = try run(server, "contact", "create", "email=ana@shop.example")
        _ = try run(
            server, "campaign", "create", "title=Sale", "subject=Hi", "text=Hello",
            "sender=news@shop.example",
            "audience=all contacts")
        _ = try run(server, "campaign", "launch", "Sale", "--watch", "--yes", "Sale")
        #expect(try run(server, "info").contains("http://\(Self.host)"))
        let vault = try KeyFile(URL(filePath: server.program.home + "/data/sendboard.key")).load()
        let links = try TrackingLinks(publicURL: "http://\(Self.host)")
        // The first message of a new directory.
        let address = try #require(links.address(MailToken(.unsubscribe, delivery: 1), by: vault))
        let path = String(address.dropFirst(links.origin.count))
        let page = try ask(server, "GET", path)
        #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("a…@shop.example"))
        #expect(try !run(server, "suppression", "list", "--format", "csv").contains("ana@shop.example"))
        let done = try ask(server, "POST", path, "List-Unsubscribe=One-Click")
        #expect(done.hasPrefix("HTTP/1.1 200") && done.contains("You are unsubscribed"))
        #expect(try run(server, "suppression", "list", "--format", "csv").contains("ana@shop.example"))
        let pixel = try #require(links.address(MailToken(.open, delivery: 1), by: vault))
        let image = try ask(server, "GET", String(pixel.dropFirst(links.origin.count)))
        #expect(image.contains("GIF89a"))
        // What was seen is written before the server ends.
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
        let events = try run(server, "event", "list", "--format", "csv", "--search", "ip:127.0.0.1")
        #expect(events.contains("unsubscribe") && events.contains("view"))
        #expect(try ask404(path))
    }

    /// A directory that did not sign it does not know it.
    private func ask404(_ path: String) throws -> Bool {
        let other = try ServingProgram(["--public-url", "http://\(Self.host)"])
        return try ask(other, "GET", path).hasPrefix("HTTP/1.1 404")
    }
}
