import Foundation
import Glibc
import TestSupport
import Testing

/// SIGHUP has a server read its certificate again, and ends no server that has no terminal.
@Suite(.timeLimit(.minutes(20))) struct HangUpTests {
    private func said(_ server: ServingProgram, _ words: String) throws {
        while !String(decoding: try server.said(), as: UTF8.self).contains(words) {
            try #require(server.isRunning)
            // Nothing tells when a file grows.
            usleep(10_000)
        }
    }

    @Test func `it reads its certificate again, keeps the one before where it cannot, and goes on`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hang-up-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key) = (folder.appending(path: "chain.pem"), folder.appending(path: "key.pem"))
        let made = try TestCertificate()
        try Data(made.certificate.utf8).write(to: chain)
        try Data(made.key.utf8).write(to: key)
        let server = try ServingProgram([
            "--tracking-listen", "127.0.0.1:0", "--public-url", "https://localhost", "--tls-certificate",
            chain.path, "--tls-key", key.path,
        ])
        server.signal(SIGHUP)
        try said(server, "sendboard: the certificate was read again")
        try Data("no certificate".utf8).write(to: chain)
        server.signal(SIGHUP)
        try said(server, "cannot be read as PEM. The one before stays in use.")
        let socket = try #require(LoopbackSocket(port: server.port))
        socket.send("GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        #expect(socket.receiveAll().hasPrefix("HTTP/1.1 200"))
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
    }

    @Test func `one without a certificate says so and goes on`() throws {
        let server = try ServingProgram()
        server.signal(SIGHUP)
        try said(server, "there is no certificate to read again")
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
    }
}
