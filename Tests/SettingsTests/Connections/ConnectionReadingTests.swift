import ServiceCore
import Settings
import Testing

@Suite struct ConnectionReadingTests {
    static let platforms = [
        platform("dyn", credentials: [.init("api-key", isSecret: true)]),
        platform("dmds", needsBaseURL: true, credentials: [.init("api-key", isSecret: true)]),
        platform(
            "smsdrop", credentials: [.init("email", isSecret: false), .init("password", isSecret: true)]),
    ]

    static func platform(
        _ kind: String, needsBaseURL: Bool = false, credentials: [KnownPlatform.Credential]
    ) -> KnownPlatform {
        KnownPlatform(kind: kind, needsBaseURL: needsBaseURL, credentials: credentials) {
            url throws(ServiceError) in
            guard url.hasPrefix("https://") else {
                throw ServiceError(.invalid, "The base URL is no address.", hint: "Correct base-url.")
            }
        }
    }
    let reader = ConfigurationReader(
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

    @Test func `what is right of a wrong one is kept, so that it can be corrected`() throws {
        let configuration = try reader.parse(
            """
            connections:
              d:
                platform: dyn
                badge: PROD
                base-url: nowhere
                bagde: X
                credentials: {api-key: {env: K}}
            """)
        let entry = try #require(configuration.connections.first)
        #expect(entry.fault?.message == "config.yaml:6:5: unknown setting “bagde” of d.")
        #expect(entry.badge == "PROD" && entry.credentials == ["api-key": .environment("K")])
    }

    @Test func `a workspace shows what there is, and says why it does not show the rest`() throws {
        let workspace = try #require(try reader.parse("workspaces:\n  a: [embedded, dyn]").workspaces.first)
        #expect(workspace.connections == ["embedded", "dyn"])
        #expect(workspace.faults.keys.sorted() == ["dyn"])
        #expect(workspace.faults["dyn"]?.message == "config.yaml:2:17: there is no connection “dyn”.")
    }

    @Test(arguments: [
        ("{a: []}", "the workspace a shows nothing."),
        ("{a: [embedded, embedded]}", "“embedded” stands twice in a."),
    ])
    func `a workspace shows something, and each once`(text: String, message: String) throws {
        let error = try #require(throws: ServiceError.self) { try reader.parse("workspaces: \(text)") }
        #expect(error.message.hasSuffix(message))
    }
}
