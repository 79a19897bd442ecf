import ServiceCore
import Terminal
import Testing

@testable import Settings

@Suite struct OwnReadingTests {
    private let reader = ConfigurationReader(
        paths: Paths(environment: [:], home: "/home/kim"),
        commands: {
            KnownCommands(
                words: ["contacts", "filter", "quit"],
                fields: ["contacts": ["email", "phone"], "groups": ["name"]])
        })

    @Test func `aliases, shortcuts and commands are read, in whatever order they stand`() throws {
        let configuration = try reader.parse(
            """
            shortcuts:
              F6: ":contacts state:invalid since:1d"
              F8: bad
            aliases:
              bad: contacts state:invalid
              look: crm
            commands:
              - name: crm
                key: F7
                where: contacts
                run: [crm-lookup, --email, "{email}", "tel={phone}"]
                help: Opens the customer.
              - {name: who, where: groups, run: whoami}
            """)
        #expect(
            configuration.aliases == [
                AliasEntry(name: "bad", line: "contacts state:invalid"),
                AliasEntry(name: "look", line: "crm"),
            ])
        #expect(
            configuration.shortcuts == [
                ShortcutEntry(key: .function(6), line: "contacts state:invalid since:1d"),
                ShortcutEntry(key: .function(8), line: "bad"),
            ])
        #expect(
            configuration.programs == [
                ProgramEntry(
                    name: "crm", key: .function(7), pane: "contacts",
                    words: ["crm-lookup", "--email", "{email}", "tel={phone}"], help: "Opens the customer."),
                ProgramEntry(name: "who", pane: "groups", words: ["whoami"]),
            ])
    }

    @Test(arguments: [
        ("aliases: {quit: contacts}", "config.yaml:1:11: “quit” is a command already."),
        ("aliases: {\"a b\": contacts}", "config.yaml:1:11: “a b” is no name."),
        ("aliases: {bad: contcts x}", "config.yaml:1:16: there is no command “contcts”."),
        ("aliases: {one: contacts, two: one}", "config.yaml:1:31: there is no command “one”."),
        ("aliases: {bad: \":\"}", "config.yaml:1:16: no command stands here."),
        ("shortcuts: {Esc: contacts}", "config.yaml:1:13: Esc means the same everywhere."),
        ("shortcuts: {Hyper: contacts}", "config.yaml:1:13: “Hyper” is no key."),
        ("shortcuts: {F6: nosuch}", "config.yaml:1:17: there is no command “nosuch”."),
        ("commands: {name: x, where: contacts}", "config.yaml:1:11: a command needs “run”."),
        ("commands: {name: x, where: contcts, run: ls}", "config.yaml:1:28: there is no pane “contcts”."),
        ("commands: {name: quit, where: groups, run: ls}", "config.yaml:1:18: “quit” is a command already."),
        ("commands: {nam: x}", "config.yaml:1:12: unknown setting “nam”."),
        (
            "commands: {name: x, where: contacts, run: [ls, \"{emial}\"]}",
            "config.yaml:1:48: contacts have no field “emial” for a program."
        ),
        (
            "commands: {name: x, where: contacts, run: \"{email}\"}",
            "config.yaml:1:43: the program comes first, as it is called."
        ),
        (
            "commands:\n  - {name: x, where: groups, run: ls}\n  - {name: x, where: groups, run: ls}",
            "config.yaml:3:5: the command “x” stands more than once."
        ),
    ])
    func `what is wrong is said with line and column`(text: String, message: String) {
        let error = #expect(throws: ServiceError.self) { try reader.parse(text) }
        #expect(error?.message == message)
        #expect(error?.code == .invalid)
    }
}
