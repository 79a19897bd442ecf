import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardFilterTests {
    @Test func `a filter that is opened again says how to be rid of it, until something is typed`() async {
        let driver = await Desk.contacts()
        await driver.keys("/")
        #expect(driver.snapshot.prompt?.hint == "")
        driver.type("an")
        await driver.keys("Enter", "/")
        #expect(driver.snapshot.prompt?.hint == "Ctrl-U empties it")
        await driver.keys("Ctrl-U")
        #expect(driver.snapshot.prompt?.text == "" && driver.snapshot.prompt?.hint == "")
    }

    @Test func `fields and values stand above the line, and Tab puts them in`() async {
        let driver = await Desk.contacts()
        await driver.keys("/")
        #expect(driver.snapshot.prompt?.suggestions?.title == "Fields of contacts")
        driver.type("-whi")
        await driver.keys("Tab")
        #expect(driver.snapshot.prompt?.text == "-whitelisted")
        driver.type(":")
        #expect(driver.snapshot.prompt?.suggestions?.items.map(\.text) == ["yes", "no"])
        await driver.keys("Tab")
        #expect(driver.snapshot.prompt?.text == "-whitelisted:yes")
        await driver.keys("Tab")
        #expect(driver.snapshot.prompt?.text == "-whitelisted:no")
        await driver.keys("S-Tab")
        #expect(driver.snapshot.prompt?.text == "-whitelisted:yes")
        await driver.keys("Enter")
        #expect(driver.table?.filter == "-whitelisted:yes")
    }

    @Test func `Up goes back through the filters of the pane`() async {
        let driver = await Desk.contacts()
        for line in ["ana", "bo"] {
            await driver.keys("/", "Ctrl-U")
            driver.type(line)
            await driver.keys("Enter")
        }
        await driver.keys("/", "Ctrl-U", "Up", "Up")
        #expect(driver.snapshot.prompt?.text == "ana")
        await driver.keys("Down", "Down")
        #expect(driver.snapshot.prompt?.text == "")
        await driver.keys("Up", "Up", "Enter")
        #expect(driver.names == ["ana@a.test"])
        #expect(driver.board.memory.panes["contacts"]?.history == ["bo", "ana"])
    }

    @Test func `a filter is kept under a name, called by it, chosen and dropped`() async {
        let driver = await Desk.contacts()
        await driver.command("keep-filter none")
        #expect(driver.snapshot.notice?.text == "There is no filter to keep.")
        await driver.command("filter ana")
        await driver.command("keep-filter just ana")
        #expect(driver.snapshot.notice?.text == "“ana” is kept: filter:\"just ana\"")
        await driver.command("filter -filter:\"just ana\"")
        #expect(driver.names == ["bo@a.test", "cy@a.test"])
        await driver.command("kept-filters")
        await driver.keys("Enter")
        #expect(driver.names == ["ana@a.test"])
        await driver.command("forget-filter just ana")
        await driver.keys("Esc")
        await driver.command("filter filter:\"just ana\"")
        #expect(driver.snapshot.notice?.text == "No filter of contacts is kept as “just ana”.")
    }

    @Test func `Up in an empty palette brings back what was run`() async {
        let driver = await Desk.contacts()
        await driver.command("filter ana")
        await driver.command("filter bo")
        await driver.keys(":", "Up", "Up", "Enter")
        #expect(driver.names == ["ana@a.test"])
        #expect(driver.board.memory.commands == ["filter bo", "filter ana"])
        await driver.keys(":", "Down")
        #expect(
            driver.snapshot.overlay.map {
                if case .palette(let palette) = $0 { palette.selected } else { -1 }
            } == 1)
    }

    @Test func `f in activity leaves the rest of the filter alone`() async {
        let driver = BoardDriver()
        await driver.start()
        await driver.keys("8")
        await driver.command("filter account:acme -kind:view ana")
        await driver.keys("f")
        #expect(driver.table?.filter == "account:acme -kind:view ana kind:accepted")
        await driver.keys("f")
        #expect(driver.table?.filter == "account:acme -kind:view ana kind:delivered")
        await driver.command("filter kind:\"not sent\" since:7d")
        await driver.keys("f")
        #expect(driver.table?.filter == "since:7d")
    }

    @Test func `a filter narrows the rows and stands in the title`() async {
        let driver = await Desk.contacts()
        await driver.keys("/")
        #expect(driver.snapshot.prompt?.sign == "/")
        driver.type("-ana state:active")
        await driver.keys("Enter")
        #expect(driver.names == ["bo@a.test", "cy@a.test"])
        #expect(driver.table?.filter == "-ana state:active")
        await driver.keys("/")
        #expect(driver.snapshot.prompt?.text == "-ana state:active")
    }

    @Test func `a line that is wrong stays, with the nearest name, until it is right`() async {
        let driver = await Desk.contacts()
        await driver.keys("/")
        driver.type("stat:invalid")
        await driver.keys("Enter")
        #expect(driver.snapshot.prompt?.text == "stat:invalid")
        #expect(driver.snapshot.prompt?.error == "contacts have no field “stat”. Did you mean state:?")
        #expect(driver.names.count == 3)
        await driver.keys("Backspace")
        #expect(driver.snapshot.prompt?.error == "")
        await driver.keys("Esc")
        #expect(driver.snapshot.prompt == nil && driver.table?.filter == "")
    }

    @Test func `what is typed into a line is no command`() async {
        let driver = await Desk.contacts()
        await driver.keys("/")
        driver.type("wXq5")
        #expect(driver.snapshot.prompt?.text == "wXq5" && driver.place == "contacts" && !driver.didQuit)
    }

    @Test(arguments: ["ana@a.test", "email:ana@a.test"])
    func `a whole address is looked up where a platform can only look up`(_ line: String) async {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        let lookUp = store.connection().resources[.contact]?.operations.find
        let typed = ResourceOperations<Contact>(
            find: { key async throws(ServiceError) in
                _ = try await lookUp?(key)
                return store.all(Contact.self).first { $0.email == key }
            })
        let connection = Connection(id: "fake", platform: "fake", resources: [RowOperations(typed)])
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("5")
        #expect(driver.table?.message?.kind == .notOffered)
        await driver.keys("/")
        driver.type(line)
        await driver.keys("Enter")
        #expect(driver.place == "contacts › ana@a.test")
    }

    @Test(arguments: ["-ana@a.test", "name:ana@a.test", "email:ana@a.test state:active"])
    func `what is no address alone is looked up by no platform`(_ line: String) async {
        let own = FakeStore("embedded")
        let hosted = FakeStore("dyn")
        let driver = BoardDriver(own, connections: [own.connection(), hosted.hostedConnection()])
        await driver.start()
        await driver.keys("5", "/")
        hosted.forgetCalls()
        driver.type(line)
        await driver.keys("Enter")
        #expect(hosted.calls("contact.find").isEmpty)
    }

    @Test func `export asks for a file and takes filter and order along`() async {
        let driver = await Desk.contacts()
        await driver.command("filter bo")
        await driver.keys("I", "E")
        #expect(driver.snapshot.prompt?.text == "contacts.csv")
        await driver.keys("Ctrl-U", "Enter")
        #expect(driver.snapshot.prompt?.error == "Name a file that ends in .csv or .json.")
        driver.type("out.json")
        await driver.keys("Enter")
        let exports = driver.effects.compactMap { if case .export(let export) = $0 { export } else { nil } }
        #expect(exports.map(\.path) == ["out.json"])
        #expect(exports.first?.filter.words == ["bo"])
        #expect(exports.first?.sort == RowOrder("email", ascending: false))
    }

    @Test func `f in activity goes through the kinds and back to all`() async {
        let driver = await Desk.contacts()
        await driver.keys("8")
        var filters: [String] = []
        for _ in 0..<9 {
            await driver.keys("f")
            filters.append(driver.table?.filter ?? "")
        }
        #expect(filters.first == "kind:accepted" && filters.last == "" && Set(filters).count == 9)
    }

    @Test func `order, columns and theme are remembered`() async {
        let driver = await Desk.contacts()
        await driver.keys("I", "o")
        #expect(driver.choice?.items.contains { $0.title == "EMAIL" } == false)
        await driver.keys("Space", "Enter")
        driver.board.themeWasSet("mono")
        #expect(driver.board.memory.panes["contacts"]?.sort == RowOrder("email", ascending: false))
        #expect(driver.board.memory.panes["contacts"]?.columns?.contains("name") == false)
        #expect(driver.board.memory.theme == "mono")
        await driver.command("theme mon")
        #expect(driver.snapshot.notice?.hint == "Did you mean mono?")
    }

    private nonisolated static func suppressed(_ address: String) -> Suppression {
        Suppression(
            id: ResourceID("dyn", .suppression, address), account: "dyn", address: address, reason: .manual)
    }

    @Test func `a whole address is looked up where more is listed than was read`() async {
        let typed = ResourceOperations<Suppression>(
            list: .gathered(
                sort: RowOrder("address"), Gathering(cap: 1) { _ in [Self.suppressed("a@x.net")] }),
            find: { $0 == "z@x.net" ? Self.suppressed($0) : nil })
        let connection = Connection(id: "dyn", platform: "Dyn", resources: [RowOperations(typed)])
        let driver = BoardDriver(FakeStore(), connections: [connection])
        await driver.start()
        await driver.keys("7", "/")
        driver.type("z@x.net")
        await driver.keys("Enter")
        #expect(driver.board.table(.suppression).table.visible.map(\.name) == ["z@x.net"])
    }
}
