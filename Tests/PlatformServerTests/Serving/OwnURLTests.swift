import Foundation
import TestSupport
import Testing

@testable import PlatformServer

@Suite struct OwnURLTests {
    @Test(arguments: [
        ("127.0.0.1:8025", "http://127.0.0.1:8025"), ("0.0.0.0:80", "http://127.0.0.1:80"),
        ("[::]:8025", "http://[::1]:8025"), ("[::1]:8025", "http://[::1]:8025"),
        ("192.0.2.7:8025", "http://192.0.2.7:8025"),
    ])
    func `this machine reaches the server where it listens`(_ listen: String, _ url: String) throws {
        #expect(ServerOptions(address: try ListenAddress(listen)).ownURL == url)
    }

    @Test func `where nobody could know or trust the address there is none`() throws {
        #expect(ServerOptions(address: ListenAddress(port: 0)).ownURL == nil)
        let made = try TestCertificate()
        let folder = FileManager.default.temporaryDirectory.appending(path: "own-url-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key) = (folder.appending(path: "chain.pem"), folder.appending(path: "key.pem"))
        try Data(made.certificate.utf8).write(to: chain)
        try Data(made.key.utf8).write(to: key)
        var options = ServerOptions(address: ListenAddress(port: 8025))
        options.certificate = try ServerCertificate(certificate: chain.path, key: key.path)
        #expect(options.ownURL == nil)
        // The certificate is for the pages alone where these have an address of their own.
        options.trackingAddress = ListenAddress(port: 8443)
        #expect(options.ownURL == "http://127.0.0.1:8025")
    }
}
