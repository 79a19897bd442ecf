import ServiceCore
import Terminal
import Testing

@testable import Settings

@Suite struct ConfigurationReaderTests {
    private let reader = ConfigurationReader(
        paths: Paths(environment: [:], home: "/home/kim"), starts: ["overview", "contacts"],
        actions: { ["contact.whitelist", "board.quit"] })

    @Test func `every setting is read`() throws {
        let configuration = try reader.parse(
            """
            # comments are fine
            theme: night
            color: 256
            start: overview
            ascii: yes
            plain: false
            data-dir: ~/mail
            mouse: on
            read-only: true
            refresh: 10s
            time-zone: America/Argentina/Buenos_Aires
            bounces: {hard: 3, within: 7d}
            keys:
              contact.whitelist: w
              board.quit: [Ctrl-Q, F10]
            """)
        var wanted = Configuration()
        wanted.theme = "night"
        wanted.color = .twoHundredFiftySix
        wanted.start = "overview"
        wanted.ascii = true
        wanted.plain = false
        wanted.dataDirectory = "/home/kim/mail"
        wanted.mouse = true
        wanted.isReadOnly = true
        wanted.refresh = .seconds(10)
        wanted.timeZone = WallZone(named: "America/Argentina/Buenos_Aires")
        wanted.bounces.hard = 3
        wanted.bounces.within = .seconds(7 * 86_400)
        wanted.keys = [
            KeyOverride(action: "contact.whitelist", keys: [.character("w")]),
            KeyOverride(action: "board.quit", keys: [.control("q"), .function(10)]),
        ]
        #expect(configuration == wanted)
    }

    @Test(arguments: ["", "# nothing\n", "---\n"])
    func `an empty file leaves every default`(text: String) throws {
        #expect(try reader.parse(text) == Configuration())
    }

    @Test(arguments: [
        Wrong("themee: night", "config.yaml:1:1: unknown setting “themee”.", "Did you mean theme?"),
        Wrong("theme: [a]", "config.yaml:1:8: theme wants text, not a list.", nil),
        Wrong("theme: 5", "config.yaml:1:8: theme wants text, not “5”.", "Write \"5\" in quotes."),
        Wrong("start: overveiw", "config.yaml:1:8: start cannot be “overveiw”.", "Did you mean overview?"),
        Wrong("\ncolor: 257", "config.yaml:2:8: color cannot be “257”.", "Did you mean 256?"),
        Wrong(
            "ascii: \"yes\"", "config.yaml:1:8: ascii wants true or false, not “yes”.",
            "Write true or false, without quotes."),
        Wrong(
            "mouse:", "config.yaml:1:7: mouse wants true or false, not nothing.",
            "Write true or false, without quotes."),
        Wrong("bounces: {hrd: 1}", "config.yaml:1:11: unknown setting “hrd”.", "Did you mean hard?"),
        Wrong(
            "bounces: {soft: 0}", "config.yaml:1:17: soft wants a whole number from 1 to 1000, not “0”.", nil),
        Wrong(
            "time-zone: Europe/Madird", "config.yaml:1:12: there is no time zone “Europe/Madird”.",
            "Did you mean Europe/Madrid?"),
        Wrong(
            "refresh: 999999d", "config.yaml:1:10: refresh wants a span of time, not “999999d”.",
            "Write 5s or 2m."),
        Wrong("refresh: 1s", "config.yaml:1:10: refresh is at least 2s.", "Write 5s."),
        Wrong(
            "refresh: soon", "config.yaml:1:10: refresh wants a span of time, not “soon”.", "Write 5s or 2m."),
        Wrong(
            "mouse: true\nascii: true\nascii: true",
            "config.yaml:2:1: “ascii” stands more than once.", "Keep one of the lines."),
        Wrong(
            "plain: true\nkeys:\n  contact.whitlist: w",
            "config.yaml:3:3: unknown action “contact.whitlist”.", "Did you mean contact.whitelist?"),
        Wrong(
            "keys:\n  board.quit: Hyper-Q", "config.yaml:2:15: “Hyper-Q” is no key.",
            "Write w, W, Ctrl-R, F5, Space, PgDn and the like."),
        Wrong("- theme", "config.yaml:1:1: The file wants “name: value” lines, not a list.", nil),
    ])
    func `what is wrong is told with its place`(wrong: Wrong) throws {
        let error = try #require(throws: ServiceError.self) { try reader.parse(wrong.text) }
        #expect(error.code == .invalid)
        #expect(error.message == wrong.message)
        #expect(error.hint == wrong.hint)
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        let text: String
        let message: String
        let hint: String?

        init(_ text: String, _ message: String, _ hint: String?) {
            self.text = text
            self.message = message
            self.hint = hint
        }

        var testDescription: String { message }
    }

    @Test func `text that is no YAML is told with its place`() throws {
        let error = try #require(throws: ServiceError.self) {
            try reader.parse("theme: \"night\nascii: true\n")
        }
        #expect(error.message.hasPrefix("config.yaml:3:1: "))
    }

    @Test func `a missing file matters only where it was asked for by name`() throws {
        let nowhere = ConfigurationReader(paths: Paths(environment: [:], home: "/nowhere"))
        #expect(try nowhere.read() == Configuration())
        let error = try #require(throws: ServiceError.self) { try nowhere.read("/nowhere/own.yaml") }
        #expect(error.code == .notFound)
    }

    @Test func `a relative data directory counts from the file`() throws {
        let configuration = try reader.parse("data-dir: mail/", directory: "/etc/sendboard")
        #expect(configuration.dataDirectory == "/etc/sendboard/mail")
    }
}
