import Providers
import ServiceCore
import Settings
import Testing

@testable import sendboard

/// What options say of a connection; nothing is asked.
@Suite struct ConnectionQuestionsTests {
    private let questions = ConnectionQuestions(
        paths: Paths(environment: [:], home: "/home/kim"), directory: "/work",
        console: CapturedConsole().console)

    private func sources(_ texts: String..., of kind: String = "dyn") throws -> [String: CredentialSource] {
        try questions.given(texts, of: try #require(PlatformRegistry[kind]))
    }

    @Test(arguments: [
        ("env:DYN_KEY", CredentialSource.environment("DYN_KEY")), ("file:keys/dyn", .file("/work/keys/dyn")),
        ("file:~/dyn", .file("/home/kim/dyn")), ("command:pass show dyn", .command(["pass", "show", "dyn"])),
    ])
    func `a secret is named by where it is`(text: String, source: CredentialSource) throws {
        #expect(try sources("api-key=\(text)") == ["api-key": source])
    }

    @Test(arguments: ["s3cret", "env:", "file:", "elsewhere:x"])
    func `a secret on the command line is refused and not repeated`(text: String) throws {
        let error = try #require(throws: ServiceError.self) { try sources("api-key=\(text)") }
        #expect(error.code == .invalid && !error.message.contains("s3cret"))
    }

    @Test(arguments: [
        ("env:DYN_KEY", "A credential is given as NAME=SOURCE."),
        ("pasword=env:X", "“pasword” is no credential of \(PlatformRegistry.all[0].title)."),
    ])
    func `what names no credential is refused with how it is written`(text: String, message: String) throws {
        let error = try #require(throws: ServiceError.self) { try sources(text) }
        #expect(error.message == message && error.hint == "Write --credential api-key=env:NAME.")
    }

    @Test func `a platform that there is not is told with the nearest`() throws {
        #expect(try questions.platform("dyn").kind == "dyn")
        let error = try #require(throws: ServiceError.self) { try questions.platform("dmsd") }
        #expect(error.hint == "Did you mean dmds?")
    }

    @Test func `a base URL is taken where calls may go, and the platform's own is nobody's to give`() throws {
        let dyn = try #require(PlatformRegistry["dyn"])
        #expect(try questions.baseURL(nil, of: dyn) == nil)
        #expect(try questions.baseURL("https://dyn.example", of: dyn) == "https://dyn.example")
        let error = try #require(throws: ServiceError.self) {
            try questions.baseURL("ftp://dyn.example", of: dyn)
        }
        #expect(error.hint == "Write --base-url https://…")
    }
}
