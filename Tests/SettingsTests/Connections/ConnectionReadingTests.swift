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

    private static func platform(
        _ kind: String, needsBaseURL: Bool = false, credentials: [KnownPlatform.Credential]
    ) -> KnownPlatform {
        KnownPlatform(kind: kind, needsBaseURL: needsBaseURL, credentials: credentials) {
            url throws(ServiceError) in
            guard url.hasPrefix("https://") else {
                throw ServiceError(.invalid, "The base URL is no address.", hint: "Correct base-url.")
            }
        }
    }
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
        ("  embedded:\n    platform: dyn", "3:3: “embedded” is the platform of our own."),
        ("  a b:\n    platform: dyn", "3:3: “a b” cannot be the name of a connection."),
        ("  d:\n    platfrom: dyn", "4:5: unknown setting “platfrom” of d."),
        ("  d:\n    badge: PROD", "3:3: d names no platform."),
        ("  d:\n    platform: dmd", "4:15: platform cannot be “dmd”."),
        ("  d:\n    platform: dmds", "3:3: d has no base-url."),
        ("  d:\n    platform: dyn", "3:3: d has no credential “api-key”."),
        (
            "  d:\n    platform: dyn\n    base-url: dyn.example",
            "5:15: The base URL is no address."
        ),
        ("  d:\n    platform: dyn\n    timeout: 0s", "5:14: timeout is from 1s to 5m."),
        (
            "  d:\n    platform: dyn\n    read-only: maybe",
            "5:16: read-only wants true or false, not “maybe”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: 0f0f}",
            "5:28: api-key is a secret and may not stand in this file."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {token: {env: T}}",
            "5:19: dyn has no credential “token”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {evn: T}}",
            "5:29: a credential cannot come from “evn”."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {command: pass show}}",
            "5:38: command is run without a shell."
        ),
        ("  d:", "3:5: d wants “name: value” lines, not nothing."),
        ("  d: dyn", "3:6: d wants “name: value” lines, not text."),
        ("  d: [dyn]", "3:6: d wants “name: value” lines, not a list."),
        (
            "  d:\n    platform: [dyn]",
            "4:15: platform wants one of dyn, dmds, smsdrop, not a list."
        ),
        ("  d:\n    platform: dyn\n    badge: [PROD]", "5:12: badge wants text, not a list."),
        ("  d:\n    platform: dyn\n    base-url: 8025", "5:15: base-url wants text, not “8025”."),
        ("  d:\n    platform: dyn\n    base-url:", "5:14: base-url is empty."),
        (
            "  d:\n    platform: dyn\n    timeout: {s: 5}",
            "5:14: timeout wants a span of time, not a mapping."
        ),
        (
            "  d:\n    platform: dyn\n    credentials:",
            "5:17: credentials wants “name: value” lines, not nothing."
        ),
        (
            "  d:\n    platform: smsdrop\n    credentials: {email: [a, b]}",
            "5:26: email wants text, not a list."
        ),
        ("  d:\n    platform: smsdrop\n    credentials: {email: }", "5:26: email is missing."),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {env: [A]}}",
            "5:34: env wants text, not a list."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {command: [{a: b}]}}",
            "5:39: command wants text, not a mapping."
        ),
        ("  d: {platform: dyn}\n  \"d\": {platform: dyn}\n  d:", "3:3: “d” stands more than once."),
        (
            "  d:\n    badge: A\n    platform: dyn\n    badge: B",
            "4:5: “badge” of d stands more than once."
        ),
        (
            "  d:\n    platform: dyn\n    credentials: {api-key: {env: A}, api-key: {env: B}}",
            "5:19: the same name stands more than once."
        ),
    ])
    func `what is wrong with one is named with its place, and costs nobody the others`(
        text: String, message: String
    ) throws {
        let right = "  right:\n    platform: dyn\n    credentials: {api-key: {env: K}}"
        let configuration = try reader.parse("theme: dark\nconnections:\n\(text)\n\(right)\n")
        #expect(configuration.connections.count == 2 && configuration.theme == "dark")
        let fault = try #require(configuration.connections.first?.fault)
        #expect(fault.message == "config.yaml:\(message)")
        #expect(fault.code == .invalid)
        #expect(configuration.connections.last?.name == "right")
        #expect(configuration.connections.last?.fault == nil)
    }

    @Test(arguments: [
        "credentials: hunter2", "credentials: {hunter2}", "credentials: {api-key: hunter2}",
        "credentials: {api-key: {hunter2}}", "credentials: {api-key: [hunter2]}",
        "credentials: {hunter2, hunter2}", "credentials: {api-key: {hunter2, hunter2}}",
        "base-url: http://kim:hunter2@dyn.example",
    ])
    func `a secret that stands in the file is repeated nowhere`(line: String) throws {
        let configuration = try reader.parse("connections:\n  d:\n    platform: dyn\n    \(line)\n")
        let fault = try #require(configuration.connections.first?.fault)
        #expect(!"\(fault)".contains("hunter2"))
    }

    @Test(arguments: [
        ("connections: [d]", "1:14: connections wants “name: value” lines, not a list."),
        ("connections: hunter2", "1:14: connections wants “name: value” lines, not text."),
        ("connections: 5", "1:14: connections wants “name: value” lines, not text."),
        ("connections: {[a]: {platform: dyn}}", "1:15: Here belongs a name, not a list."),
        ("connections: {}\nconnections: {}", "1:1: “connections” stands more than once."),
    ])
    func `connections that cannot be read cost nobody the rest`(text: String, message: String) throws {
        let configuration = try reader.parse("\(text)\ntheme: dark\nworkspaces: {a: [embedded, d]}")
        #expect(configuration.theme == "dark" && configuration.connections.isEmpty)
        #expect(configuration.connectionsFault?.message == "config.yaml:\(message)")
        let workspace = try #require(configuration.workspaces.first)
        #expect(workspace.faults["d"] == configuration.connectionsFault)
    }

    @Test func `names that stand again are told where they stand, whatever else does`() throws {
        let configuration = try reader.parse(
            "connections: {ñ: 1, b: {badge: [x]}, b: {}, c: {platform: dyn, badge: [y]}, c: {}, c: {}}")
        #expect(configuration.connections.map(\.name) == ["ñ", "b", "c"])
        #expect(
            configuration.connections.compactMap(\.fault?.message)
                == [
                    "config.yaml:1:15: “ñ” cannot be the name of a connection.",
                    "config.yaml:1:21: “b” stands more than once.",
                    "config.yaml:1:45: “c” stands more than once.",
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
