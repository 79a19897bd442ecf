import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardOverviewTests {
    private let own = FakeStore("embedded")
    private let hosted = FakeStore("dyn")

    private func putUsers(_ names: [String], in store: FakeStore) {
        store.put(
            names.map { name in
                var user = SMTPUser(id: ResourceID(store.id, .smtpUser, name), account: "a", name: name)
                (user.totalLimit, user.usedInAll) = (100, 100)
                return user
            })
    }

    private func board(_ connections: [Connection]? = nil) async -> BoardDriver {
        own.putCampaign("Spring", .paused)
        putUsers(["smtp1", "smtp2"], in: own)
        let driver = BoardDriver(own, connections: connections)
        await driver.start()
        return driver
    }

    private func lines(_ driver: BoardDriver) -> [String] {
        driver.page?.lines.map { "\($0.label) \($0.text)" } ?? []
    }

    private static let usual = [
        "WRONG 1 campaign is stopped: Spring", "WRONG 2 SMTP users are exhausted: smtp1 (100), smtp2 (100)",
    ]

    @Test func `0 shows what wants attention, the worst first`() async {
        let driver = await board()
        own.put([ApprovedSender(id: ResourceID("embedded", .sender, "1"), account: "a", address: "n@a.test")])
        await driver.keys("0")
        #expect(driver.place == "accounts › overview")
        #expect(lines(driver) == Self.usual + ["note 1 approved sender has an unchecked record: n@a.test"])
        #expect(driver.page?.summary == "2 wrong, 1 note")
        #expect(driver.page?.cursor == 0)
    }

    @Test func `Enter opens the pane with exactly the rows that are counted, and q comes back`() async {
        let driver = await board()
        putUsers(["smtp3"], in: own)
        own.change("smtp3", SMTPUser.self) { $0.usedInAll = 5 }
        await driver.keys("0", "Enter")
        #expect(driver.place == "accounts › overview › campaigns")
        #expect(driver.names == ["Spring"] && driver.table?.filter == "state:paused")
        await driver.keys("q", "j", "Enter")
        #expect(driver.names == ["smtp1", "smtp2"] && driver.table?.filter == "state:exhausted")
        await driver.keys("q", "q")
        #expect(driver.place == "accounts")
    }

    @Test func `what changes is read again where it is seen, with the cursor on its line`() async {
        let driver = await board()
        await driver.keys("0", "j")
        own.remove(.campaign, ["Spring"])
        own.forgetCalls()
        own.push(.kinds([.campaign]))
        await driver.settle()
        #expect(lines(driver) == [Self.usual[1]] && driver.page?.cursor == 0)
        #expect(own.calls.map(\.name) == ["campaign.list"], "nothing else was read")
        own.putCampaign("Spring", .paused)
        own.push(.kinds([.campaign]))
        await driver.advance(by: .seconds(1))
        #expect(lines(driver).count == 2 && driver.page?.cursor == 1)
    }

    @Test func `what nobody sees is read when it is seen again, and then what changed alone`() async {
        let driver = await board()
        await driver.keys("0", "1")
        own.forgetCalls()
        own.push(.kinds([.campaign]))
        await driver.advance(by: .seconds(30))
        #expect(own.calls.isEmpty)
        await driver.keys("0")
        #expect(own.calls.map(\.name) == ["campaign.list"])
        own.forgetCalls()
        await driver.keys("1", "0")
        #expect(own.calls.isEmpty, "nothing is computed twice")
    }

    @Test func `own lines wait for no platform, and each shows as it answers`() async {
        putUsers(["dyn1"], in: hosted)
        hosted.hold("smtp-user.list")
        let driver = await board([own.connection(), hosted.hostedConnection()])
        driver.burst("0")
        await hosted.arrival(of: "smtp-user.list")
        while driver.page?.lines.count != 3 { await Task.yield() }
        #expect(lines(driver) == Self.usual + ["dyn is being asked…"])
        hosted.releaseAll("smtp-user.list")
        await driver.settle()
        #expect(
            lines(driver) == [
                Self.usual[0], "WRONG 3 SMTP users are exhausted: smtp1 (100), smtp2 (100), dyn1 (100)",
            ])
    }

    @Test func `rows that the overview read need not be read for their pane`() async {
        let driver = await board([own.connection(), hosted.hostedConnection()])
        putUsers(["dyn1"], in: hosted)
        await driver.keys("0")
        hosted.forgetCalls()
        await driver.keys("3")
        #expect(hosted.calls("smtp-user.list").isEmpty)
        #expect(driver.names.count == 3)
    }

    @Test func `a connection that fails is a line of its own, and Enter tells all of it`() async {
        let driver = await board([own.connection(), hosted.hostedConnection()])
        for name in ["sender", "smtp-user", "tracking-domain", "campaign", "sending-domain"] {
            hosted.fail("\(name).list", Desk.down)
        }
        await driver.keys("0")
        #expect(
            lines(driver).first?.hasPrefix("WRONG dyn fails: The platform cannot be reached · since ") == true
        )
        await driver.keys("Enter")
        #expect(driver.page?.title == "Connection dyn")
        #expect(lines(driver).first == " The platform cannot be reached. Try again.")
        await driver.keys("q", "r")
        #expect(lines(driver) == Self.usual, "r asked again")
    }

    @Test func `a board narrowed to one connection tells of that one alone`() async {
        putUsers(["dyn1"], in: hosted)
        let driver = await board([own.connection(), hosted.hostedConnection()])
        await driver.keys("0")
        await driver.command("connection dyn")
        #expect(lines(driver) == ["WRONG 1 SMTP user is exhausted: dyn1 (100)"])
    }

    @Test func `where nothing wants attention it says so`() async {
        let driver = BoardDriver(own)
        await driver.start()
        await driver.keys("0")
        #expect(lines(driver) == [" Nothing wants attention."])
        await driver.keys("Enter")
        #expect(driver.notice == "This line leads nowhere.")
    }

    @Test func `the platform's own trouble is told, and again once it is over`() async {
        var connection = own.connection()
        let trouble = TroubleBox()
        connection.trouble = { await trouble.error }
        await trouble.set(ServiceError(.refused, "The engine is held.", hint: "sendboard engine resume"))
        let driver = await board([connection])
        await driver.keys("0")
        #expect(lines(driver).first == "WRONG embedded fails: The engine is held")
        await trouble.set(nil)
        driver.board.standstill = "engine held"
        await driver.settle()
        #expect(lines(driver) == Self.usual)
    }

    @Test func `while nothing changes it asks for nothing and awaits no time`() async {
        let driver = await board()
        await driver.keys("0")
        let (asked, shown) = (own.calls.count, driver.snapshot)
        await driver.advance(by: .seconds(86_400))
        #expect(own.calls.count == asked && driver.snapshot == shown && driver.clock.sleeperCount == 0)
    }

    @Test func `a board can begin with it, and then q quits and a pane opens over it`() async {
        putUsers(["smtp1"], in: own)
        let driver = BoardDriver(own, startsWith: "overview")
        await driver.start()
        #expect(driver.place == "overview")
        #expect(lines(driver).count == 1)
        let lit = driver.snapshot.tabs.filter { $0.isActive }
        #expect(lit.isEmpty)
        await driver.keys("5")
        #expect(driver.place == "overview › contacts")
        await driver.keys("6")
        #expect(driver.place == "overview › campaigns")
        await driver.keys("0")
        #expect(driver.place == "overview")
        await driver.keys("q")
        #expect(driver.didQuit)
    }

    @Test(arguments: ["contacts", "audit"])
    func `a board can begin with any pane`(name: String) async {
        let driver = BoardDriver(own, startsWith: name)
        await driver.start()
        #expect(driver.board.currentTable?.pane.name == name)
        #expect(Board.starts.contains(name))
    }
}

private actor TroubleBox {
    private(set) var error: ServiceError?

    func set(_ error: ServiceError?) { self.error = error }
}
