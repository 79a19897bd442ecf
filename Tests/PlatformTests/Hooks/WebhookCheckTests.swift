import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct WebhookCheckTests {
    private let server: ScriptedServer
    private let folder: TemporaryDirectory

    init() async throws {
        server = try await ScriptedServer()
        folder = try TemporaryDirectory()
    }

    private func tenant(_ change: (inout PlatformOptions) -> Void = { _ in }) async throws -> Tenant {
        var options = PlatformOptions(dataDirectory: folder.url.path, who: "kim@console")
        options.allowsPrivateTargets = true
        change(&options)
        let platform = try await EmbeddedPlatform.open(options)
        let account = try await platform.context.store.write { db in
            try StoreFixture.account(db, username: UUID().uuidString)
        }
        return try #require(try await Tenants(platform, face: "sendclean").find(id: account))
    }

    @Test(arguments: ["GET", "POST"])
    func `a URL that answers with the sentence to either method is right`(method: String) async throws {
        server.answer(method, "/in", .status(201, body: "<p>God bless you, SendClean</p>".utf8))
        try await tenant().checkWebhook("\(server.url)/in")
    }

    @Test func `any other answer, and none, is refused on the URL`() async throws {
        server.otherwise(.status(200, body: "hello".utf8))
        let other = await failure { try await tenant().checkWebhook(server.url) }
        try await server.stop()
        let none = await failure { try await tenant().checkWebhook(server.url) }
        let closed = await failure {
            try await tenant { $0.allowsPrivateTargets = false }.checkWebhook("http://127.0.0.1:1/")
        }
        for error in [other, none, closed] {
            #expect(error?.code == .invalid)
            #expect(error?.field == "url")
        }
        #expect(other?.message.contains("God bless you, SendClean") == true)
    }

    @Test func `where it is switched off no URL is called`() async throws {
        try await tenant { $0.checksWebhooks = false }.checkWebhook(server.url)
        #expect(server.connectionCount == 0)
    }
}
