import ServiceCore
import Settings
import Testing

/// What is wrong, each with its place.
extension ConnectionReadingTests {
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
}
