import Foundation
import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropTokenFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private var path: String { folder.appending(path: "token.json").path }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func mode() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `a token outlives its run in a file of its owner’s alone`() async throws {
        let server = try await SMSDropDesk.server()
        let first = try await SMSDropDesk(tokenPath: path, server: server)
        _ = try await first.connection.check?()
        #expect(try mode() == 0o600)
        let second = try await SMSDropDesk(tokenPath: path, server: server)
        _ = try await second.connection.check?()
        #expect(server.requests(to: "POST", "/api/auth/login").count == 1)
        #expect(server.requests.last?.header("authorization") == "Bearer eyJ...")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token.json"])
    }

    @Test func `the folders above the file are made with it`() async throws {
        let server = try await SMSDropDesk.server()
        let path = folder.appending(path: "state/tokens/sms").path
        for _ in 0..<2 { _ = try await SMSDropDesk(tokenPath: path, server: server).connection.check?() }
        #expect(server.requests(to: "POST", "/api/auth/login").count == 1)
    }

    @Test func `a file that others could read is not believed`() async throws {
        let server = try await SMSDropDesk.server()
        _ = try await SMSDropDesk(tokenPath: path, server: server).connection.check?()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        _ = try await SMSDropDesk(tokenPath: path, server: server).connection.check?()
        #expect(server.requests(to: "POST", "/api/auth/login").count == 2)
        #expect(try mode() == 0o600)
    }

    @Test(arguments: [
        #""email":"a@b.example""#, #""base_url":"http://127.0.0.1"#, #""expires":"2026-03-01T15"#,
    ])
    func `another user’s, another server’s and an old token are not used`(part: String) async throws {
        let server = try await SMSDropDesk.server()
        _ = try await SMSDropDesk(tokenPath: path, server: server).connection.check?()
        var text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(part))
        text = text.replacing(
            part,
            with: part.replacing("2026", with: "2025").replacing("a@b", with: "c@d")
                .replacing("127.0.0.1", with: "127.0.0.2"))
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        _ = try await SMSDropDesk(tokenPath: path, server: server).connection.check?()
        #expect(server.requests(to: "POST", "/api/auth/login").count == 2)
    }

    @Test(arguments: ["", "{", "null", #"{"access_token": 7}"#, String(repeating: "x", count: 100_000)])
    func `a damaged file costs one login`(text: String) async throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let desk = try await SMSDropDesk(tokenPath: path)
        _ = try await desk.connection.check?()
        #expect(desk.server.requests(to: "POST", "/api/auth/login").count == 1)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("eyJ..."))
    }

    @Test func `a folder that cannot be written costs nothing but the next login`() async throws {
        let desk = try await SMSDropDesk(tokenPath: "/dev/null/at/all")
        #expect(try await desk.connection.check?() == "logged in as a@b.example")
    }

    @Test func `another process’s newer token is taken instead of a login`() async throws {
        let server = try await SMSDropDesk.server()
        let desk = try await SMSDropDesk(tokenPath: path, server: server)
        _ = try await desk.connection.check?()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("eyJ...", with: "newer").utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        server.answer(
            "GET", "/api/users/me", .json(SMSDropFixture.unauthorized, status: 401),
            .json(SMSDropFixture.profile))
        _ = try await desk.connection.check?()
        #expect(server.requests(to: "POST", "/api/auth/login").count == 1)
        #expect(server.requests.last?.header("authorization") == "Bearer newer")
    }
}
