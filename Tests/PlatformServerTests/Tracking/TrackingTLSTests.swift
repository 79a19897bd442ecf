import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceCore
import TestSupport
import Testing

@testable import PlatformServer

/// The pages over TLS, by certificates that are renewed while they are served.
@Suite(.timeLimit(.minutes(2))) struct TrackingTLSTests {
    private func status(_ url: String, _ path: String, trusting certificate: TestCertificate) async throws
        -> UInt
    {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificate.authority.utf8)))
        configuration.tlsConfiguration = tls
        let client = HTTPClient(configuration: configuration)
        var request = HTTPClientRequest(url: url + path)
        request.headers.add(name: "host", value: TrackingGround.host)
        let outcome: Result<UInt, any Error>
        do {
            outcome = .success(try await client.execute(request, timeout: .seconds(30)).status.code)
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        return try outcome.get()
    }

    @Test func `a certificate is shown, and another one in its place from the next connection on`()
        async throws
    {
        let ground = try await TrackingGround()
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, key) = (folder.appending(path: "chain.pem"), folder.appending(path: "key.pem"))
        func write(_ certificate: TestCertificate) throws {
            try Data(certificate.key.utf8).write(to: key, options: .atomic)
            try Data(certificate.certificate.utf8).write(to: file, options: .atomic)
        }
        let (first, second) = (try TestCertificate(), try TestCertificate())
        try write(first)
        var options = ServerDesk.options
        options.trackingAddress = ListenAddress(port: 0)
        options.certificate = try ServerCertificate(certificate: file.path, key: key.path)
        try await ground.desk.servingPages(options) { apis, pages in
            let url = pages.replacing("http://127.0.0.1", with: "https://localhost")
            #expect(try await status(url, ground.page, trusting: first) == 200)
            #expect(try await status(url, ground.click, trusting: first) == 302)
            #expect(try await TrackingGround.ask(apis, "GET", "/healthz").status == 200)
            try Data("half written".utf8).write(to: file)
            #expect(try await status(url, ground.page, trusting: first) == 200)
            try write(second)
            #expect(try await status(url, ground.page, trusting: second) == 200)
            await #expect(throws: (any Error).self) { try await status(url, ground.page, trusting: first) }
        }
    }
}
