import ServiceCore
import Settings
import Testing

@Suite struct ConnectionReadingTests {
    static let platforms = [
        KnownPlatform(kind: "dyn", needsBaseURL: false, credentials: [.init("api-key", isSecret: true)]),
        KnownPlatform(kind: "dmds", needsBaseURL: true, credentials: [.init("api-key", isSecret: true)]),
        KnownPlatform(
            kind: "smsdrop", needsBaseURL: false,
            credentials: [.init("email", isSecret: false), .init("password", isSecret: true)]),
    ]
    private let reader = ConfigurationReader(
        paths: Paths(environment: [:], home: "/home/kim"), platforms: platforms)

    @Test func `a connection says where it is, how it may be used and where its credentials are`() throws {
        let configuration = try reader.parse(
            """
            workspaces:
              support: [embedded, dyn-eu]
              sms: texts
            connections:
              dyn-eu:
                platform: dyn
                badge: PROD
                read-only: true
                base-url: https://dyn.example
                timeout: 20s
                credentials:
                  api-key: {command: [pass, show, dyn]}
              texts:
                platform: smsdrop
                credentials:
                  email: kim@shop.example
                  password: {file: keys/sms}
            """, directory: "/etc/sendboard")
        var dyn = ConnectionEntry(name: "dyn-eu", platform: "dyn")
        dyn.badge = "PROD"
        dyn.isReadOnly = true
        dyn.baseURL = "https://dyn.example"
        dyn.timeout = .seconds(20)
        dyn.credentials = ["api-key": .command(["pass", "show", "dyn"])]
        var texts = ConnectionEntry(name: "texts", platform: "smsdrop")
        texts.credentials = [
            "email": .plain("kim@shop.example"), "password": .file("/etc/sendboard/keys/sms"),
        ]
        #expect(configuration.connections == [dyn, texts])
        #expect(
            configuration.workspaces == [
                WorkspaceEntry(name: "support", connections: ["embedded", "dyn-eu"]),
                WorkspaceEntry(name: "sms", connections: ["texts"]),
            ])
    }

    @Test(arguments: [
        ("  embedded:\n    platform: dyn", "2:3: “embedded” is the platform of our own."),
        ("  a b:\n    platform: dyn", "2:3: “a b” cannot be the name of a connection."),
        ("  d:\n    platfrom: dyn", "3:5: unknown setting “platfrom” of d."),
        ("  d:\n    badge: PROD", "2:3: d names no platform."),
        ("  d:\n    platform: dmd", "3:15: platform cannot be “dmd”."),
        ("  d:\n    platform: dmds", "2:3: d has no base-url."),
        ("  d:\n    platform: dyn", "2:3: d has no credential “api-key”."),
        (
            "  d:\n    platform: dyn\n    base-url: dyn.example",
            "4:15: base-url wants an address, not “dyn.example”."
        ),
        ("  d:\n    platform: dyn\n    timeout: 0s", "4:14: timeout is from 1s to 5m."),
        (
            "  d:\n    platform: dyn\n    read-only: maybe",
            "4:16: read-only wants true or false, not “maybe”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: 0f0f}",
            "4:28: api-key is a secret and may not stand in this file."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {token: {env: T}}",
            "4:19: dyn has no credential “token”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {evn: T}}",
            "4:29: a credential cannot come from “evn”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {command: pass show}}",
            "4:38: command is run without a shell."
        ),
    ])
    func `what is wrong is named with its place`(text: String, message: String) throws {
        let error = try #require(throws: ServiceError.self) { try reader.parse("connections:\n\(text)\n") }
        #expect(error.message == "config.yaml:\(message)")
        #expect(error.code == .invalid)
    }

    @Test(arguments: [
        ("{a: [dyn]}", "there is no connection “dyn”."), ("{a: []}", "the workspace a shows nothing."),
        ("{a: [embedded, embedded]}", "“embedded” stands twice in a."),
    ])
    func `a workspace shows connections that there are, each once`(text: String, message: String) throws {
        let error = try #require(throws: ServiceError.self) { try reader.parse("workspaces: \(text)") }
        #expect(error.message.hasSuffix(message))
    }
}
