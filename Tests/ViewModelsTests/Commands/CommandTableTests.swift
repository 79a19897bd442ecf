import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct CommandTableTests {
    /// Every chain of scopes that a board can stand in, narrowest first.
    private static var chains: [[CommandScope]] {
        PaneRegistry.all.flatMap { pane in
            [[.pane(pane.kind), .list, .everywhere], [.pane(pane.kind), .page, .everywhere]]
        } + [[.watch, .everywhere], [.page, .everywhere]]
    }

    @Test func `names are unique and can be typed`() {
        let names = CommandTable.names
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.allSatisfy { $0.isLowercase || $0 == "." || $0 == "-" }, "\(name)")
            #expect(name.split(separator: ".", omittingEmptySubsequences: false).count == 2, "\(name)")
        }
        let words = CommandTable.all.map(\.word)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { word in CommandTable.named(word)?.word == word })
    }

    @Test func `no key stands twice where one can stand`() {
        for chain in Self.chains {
            let keys = CommandTable.commands(in: chain).flatMap { command in
                command.keys.map { ($0, command.name) }
            }
            for (key, commands) in Dictionary(grouping: keys, by: \.0) where commands.count > 1 {
                Issue.record("\(key.spelling) in \(chain): \(commands.map(\.1))")
            }
        }
    }

    @Test func `the same key never does things of two kinds`() {
        let uses = CommandTable.all.flatMap { command in command.keys.map { ($0, command) } }
        for (key, commands) in Dictionary(grouping: uses, by: \.0) {
            let kinds = Set(commands.map { $0.1.effect })
            #expect(kinds.count == 1, "\(key.spelling): \(commands.map { $0.1.name })")
        }
    }

    @Test func `what destroys, sends or rotates has one of six capitals, and the other capitals only read`() {
        for command in CommandTable.all {
            for key in command.keys {
                guard let typed = key.typed, typed.isUppercase else {
                    #expect(command.effect != .irreversible, "\(command.name)")
                    continue
                }
                let destroys = "XSRPTM".contains(typed)
                #expect(command.effect == (destroys ? .irreversible : .reads), "\(command.name)")
            }
        }
    }

    @Test func `no key is a chord or an Alt, and each can be spelled and read back`() {
        for key in CommandTable.all.flatMap(\.keys) {
            #expect(KeyStroke(spelling: key.spelling) == key)
        }
    }

    @Test func `every command says what it does in one sentence`() {
        for command in CommandTable.all {
            #expect(command.help.hasSuffix("."), "\(command.name)")
            #expect(command.help.count > 8 && !command.title.isEmpty, "\(command.name)")
        }
    }

    @Test(arguments: [
        ("q", "board.back"), ("r", "board.refresh"), ("Ctrl-R", "board.refresh"), ("F5", "board.refresh"),
        ("z", "board.maximise"),
        ("u", "edit.undo"),
        ("L", "board.log"), ("`", "pane.last"), ("Ctrl-L", "board.redraw"), ("Ctrl-Z", "board.suspend"),
        ("Ctrl-C", "board.cancel"),
        (":", "board.palette"), ("@", "board.connection"), ("?", "board.help"), ("F1", "board.help"),
        ("W", "person.why"), ("Esc", "board.clear"),
        ("Tab", "pane.next"), ("S-Tab", "pane.previous"), ("/", "list.filter"), ("p", "list.pause-refresh"),
        ("Space", "list.mark"), ("V", "list.mark-range"), ("*", "list.invert-marks"),
        ("\\", "list.clear-marks"),
        ("<", "list.sort-left"), (">", "list.sort-right"), ("I", "list.sort-invert"), ("o", "list.columns"),
        ("c", "row.copy"),
        ("n", "row.new"), ("e", "row.edit"), ("X", "row.delete"), ("E", "list.export"), ("Enter", "row.open"),
        ("d", "row.detail"),
        ("y", "row.json"), ("h", "list.left"), ("l", "list.right"), ("w", "contact.whitelist"),
        ("i", "contact.invalidate"), ("a", "contact.allow"), ("M", "contact.message"),
    ])
    func `the keys of a contacts list are those of the design`(spelling: String, name: String) async throws {
        let driver = await Desk.contacts()
        let key = try #require(KeyStroke(spelling: spelling))
        #expect(driver.board.keyMap.resolve(key, in: driver.board.scopes, on: driver.board)?.name == name)
    }

    @Test func `a person's own keys take the place of the built-in ones`() async {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        let driver = BoardDriver(store, keyMap: KeyMap(overrides: ["contact.whitelist": [.character("b")]]))
        await driver.start()
        await driver.keys("5", "w")
        #expect(store.calls("contact.whitelist").isEmpty)
        await driver.keys("b")
        #expect(store.calls("contact.whitelist").count == 1)
        #expect(driver.hintKeys.contains("b") && !driver.hintKeys.contains("w"))
    }

    @Test(arguments: [
        ("contact.allow-sending", "contact.allow"), ("sender.check-dns", "sender.check"),
        ("account.new-api-key", "account.new-key"), ("smtp-user.enable-disable", "smtp-user.enable"),
        ("campaign.send-test", "campaign.test"), ("account.tracking-opens", "account.track-opens"),
    ])
    func `a command is called by the verb of the command line, and its old name is known`(
        old: String, name: String
    ) throws {
        let command = try #require(CommandTable.named(old))
        #expect(command.name == name)
        #expect(CommandTable.named(name)?.name == name)
        #expect(KeyMap(overrides: [old: [.character("b")]]).keys(of: command) == [.character("b")])
    }

    @Test func `the reference lists every command that has a key`() {
        let text = KeyReference.markdown
        for command in CommandTable.all where !command.keys.isEmpty {
            #expect(text.contains("`:\(command.name)"), "\(command.name)")
        }
        #expect(text.contains("### In contacts") && text.hasSuffix("|\n"))
        #expect(!text.contains("\n\n\n"))
    }

    @Test func `every kind of row that the platforms share has one pane`() {
        let kinds = PaneRegistry.all.map(\.kind)
        #expect(Set(kinds).count == kinds.count)
        #expect(PaneRegistry.numbered.compactMap(\.number) == Array(1...8))
    }

    @Test func `every column of a pane is a field of its kind`() {
        let store = FakeStore()
        let connection = store.connection()
        for pane in PaneRegistry.all {
            guard let schema = connection.resources[pane.kind]?.schema else {
                Issue.record("Nothing serves \(pane.name).")
                continue
            }
            for column in pane.columns {
                #expect(schema[column.field] != nil, "\(pane.name) \(column.field)")
            }
            #expect(pane.columns.count { $0.priority == 0 } == 1, "\(pane.name)")
            if let sort = pane.sort { #expect(schema[sort.field] != nil) }
        }
    }
}

@MainActor
@Suite struct PaletteTests {
    @Test func `the best match comes first and Enter runs it`() async {
        let driver = await Desk.contacts()
        await driver.keys(":")
        driver.type("camp")
        #expect(driver.palette?.items.first?.name == "campaigns")
        await driver.keys("Enter")
        #expect(driver.place == "contacts › campaigns")
    }

    @Test(arguments: ["board.help", "help"])
    func `a command is run by its dotted name and by its word`(name: String) async {
        let driver = await Desk.contacts()
        await driver.command(name)
        #expect(driver.help != nil)
    }

    @Test func `what follows the name is its argument`() async {
        let driver = await Desk.contacts()
        await driver.command("contacts -ana")
        #expect(driver.names == ["bo@a.test", "cy@a.test"])
    }

    @Test func `an unknown command names the nearest and stays open`() async {
        let driver = await Desk.contacts()
        await driver.command("contatcs")
        #expect(driver.palette?.error == "There is no command “contatcs”. Did you mean contacts?")
    }

    @Test(arguments: [
        ("contact.whitelist", "in contacts"), ("contact.unwhitelist", "in contacts"),
        ("watch.pause", "in the watch"),
        ("page.search", "in a detail or page"),
    ])
    func `a command of another view says where it works`(name: String, place: String) async {
        let driver = await Desk.campaign()
        await driver.command(name)
        #expect(driver.palette?.error == "“\(name)”: it works \(place), not here.")
    }

    @Test func `a command that a read-only board lacks says that this is why`() async {
        let driver = await Desk.contacts(readOnly: true)
        await driver.command("contact.whitelist")
        #expect(driver.palette?.error == "“contact.whitelist”: this board is read-only.")
    }

    @Test func `what cannot run now says why`() async {
        let driver = await Desk.contacts()
        await driver.command("undo")
        #expect(driver.palette?.error == "undo: nothing to take back.")
    }

    @Test func `Tab completes, arrows choose, Esc and an empty Backspace leave`() async {
        let driver = await Desk.contacts()
        await driver.keys(":")
        driver.type("wh")
        await driver.keys("Tab")
        #expect(driver.palette?.text == "why ")
        await driver.keys("Ctrl-U", "Down", "Down", "Up")
        #expect(driver.palette?.selected == 1)
        await driver.keys("Backspace")
        #expect(driver.palette == nil)
    }

    @Test func `every command that works here is reachable by its name, and stands in help`() async {
        let driver = await Desk.contacts()
        await driver.keys(":")
        let names = Set(driver.palette?.items.map(\.name) ?? [])
        let help = HelpPage.lines(for: driver.board).map(\.text).joined(separator: "\n") + "\n"
        for command in CommandTable.commands(in: driver.board.scopes) where command.isOffered(driver.board) {
            #expect(names.contains(command.word), "\(command.name)")
            #expect(help.contains(":\(command.name)\n"), "\(command.name)")
        }
    }

    @Test func `a look-up opens its row or says that there is none`() async {
        let driver = await Desk.contacts()
        driver.store.put([Batch(id: ResourceID("fake", .batch, "e1"), account: "acme", campaign: "Spring")])
        await driver.command("batch e1")
        #expect(driver.place == "contacts › e1")
        await driver.command("batch e2")
        #expect(driver.notice == "There is no such row: e2.")
    }
}

@MainActor
@Suite struct HelpTests {
    @Test func `help names the narrowest scope first and closes by its own keys`() async {
        let driver = await Desk.contacts()
        await driver.keys("?")
        #expect(driver.help?.lines.first == DetailLine(.heading, text: "In contacts"))
        for key in ["Esc", "q", "?", "F1", "Enter"] {
            if driver.help == nil { await driver.keys("?") }
            await driver.keys("PgDn", "j", key)
            #expect(driver.help == nil && driver.place == "contacts", "\(key)")
        }
    }
    @Test func `every key that moves the help moves its lines at once`() async {
        let driver = await Desk.contacts()
        await driver.keys("?")
        let first = driver.help?.lines ?? []
        await driver.keys("j")
        #expect(driver.help?.lines.first == first.dropFirst().first)
        await driver.keys("k", "PgDn")
        #expect(driver.help?.lines.first == first.last)
        await driver.keys("PgUp")
        #expect(driver.help?.lines == first)
        await driver.keys("G", "k", "j")
        let words = driver.help?.summary.split(separator: " ") ?? []
        #expect(words.first == "line" && words.count > 3 && words[1] == words[3])
    }
}
