import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardDetailTests {
    private func line(_ driver: BoardDriver, _ label: String) -> String? {
        driver.detail?.lines.first { $0.label == label }?.text
    }

    @Test func `comma and dot go to the row before and after`() async {
        let driver = await Desk.contacts()
        await driver.keys("j", "Enter", ".")
        #expect(driver.place == "contacts › cy@a.test")
        await driver.keys(".", ",", ",")
        #expect(driver.place == "contacts › ana@a.test")
        await driver.keys("q")
        #expect(driver.selected == "ana@a.test")
    }

    @Test func `a row that stands in no list is not stepped away from`() async {
        let driver = await Desk.contacts()
        driver.store.putContacts(["zed@a.test"])
        await driver.command("filter ana")
        driver.board.lookUp(.contact, "zed")
        await driver.settle()
        await driver.keys(".")
        #expect(driver.place == "contacts › zed@a.test")
        #expect(driver.snapshot.notice?.level == .warning)
    }

    @Test func `events of one person are never shown under another`() async {
        let driver = await Desk.contacts()
        driver.store.put([
            DeliveryEvent(
                id: ResourceID("fake", .event, "1"), account: "acme", person: "ana@a.test", kind: .click,
                time: driver.clock.date)
        ])
        driver.store.hold("trace")
        driver.burst("Enter")
        await driver.store.arrival(of: "trace")
        driver.burst(".")
        await driver.store.arrival(of: "trace", count: 2)
        driver.store.release("trace", at: 1)
        driver.store.releaseAll("trace")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.place == "contacts › bo@a.test")
        #expect(driver.board.currentDetail?.events.isEmpty == true)
    }

    @Test func `an event tells the whole life of its message, each attempt with its reply`() async {
        let store = FakeStore()
        let event = { (id: String, kind: EventKind, reply: String) in
            var event = DeliveryEvent(
                id: ResourceID("fake", .event, id), account: "acme", person: "ana@a.test", kind: kind,
                time: Date(timeIntervalSince1970: 0))
            event.reply = reply
            return event
        }
        let life = [
            event("0", .queued, ""), event("1", .deferred, "451 4.7.1 Try later"),
            event("2", .accepted, "250 2.0.0 Taken"),
        ]
        store.put([life[2]])
        var connection = store.connection()
        connection.messageLife = { id in id.native == "2" ? life : [] }
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("8", "Enter", "G")
        let lines = driver.detail?.lines.map(\.text) ?? []
        #expect(lines.contains("Life of the message, oldest first"))
        #expect(
            lines.suffix(3) == ["queued", "deferred  451 4.7.1 Try later", "accepted  250 2.0.0 Taken"])
    }

    @Test func `x shows a secret for ten seconds`() async {
        let driver = await Desk.account()
        await driver.keys("Enter", "/")
        driver.type("api key")
        await driver.keys("Enter")
        #expect(line(driver, "API key") == Secret.mask)
        await driver.keys("x")
        #expect(line(driver, "API key") == "old-key")
        await driver.keys("c")
        #expect(driver.copied == ["old-key"] && driver.copiedNames == ["API key"])
        await driver.advance(by: .milliseconds(9999))
        #expect(line(driver, "API key") == "old-key")
        await driver.advance(by: .milliseconds(1))
        #expect(line(driver, "API key") == Secret.mask)
    }

    @Test func `a masked secret is not copied, and how to see it is said`() async {
        let driver = await Desk.account()
        await driver.keys("Enter", "/")
        driver.type("api key")
        await driver.keys("Enter", "c")
        #expect(driver.copied.isEmpty && driver.notice == "API key is hidden; x reveals it first.")
    }

    @Test func `y on an event shows the archived text where the platform finds it`() async {
        let store = FakeStore()
        let clock = ManualClock()
        let bare = DeliveryEvent(
            id: ResourceID("fake", .event, "1"), account: "acme", person: "ana@a.test", kind: .accepted,
            time: clock.date)
        var full = bare
        full.archivedText = "Subject: Hello\n\nKim"
        let kind = ResourceOperations<DeliveryEvent>(
            list: .loaded(sort: RowOrder("time")) { () async throws(ServiceError) in [bare] },
            find: { [full] _ async throws(ServiceError) in full })
        let driver = BoardDriver(
            store, connections: [Connection(id: "fake", platform: "fake", resources: [RowOperations(kind)])])
        await driver.start()
        await driver.keys("8", "y")
        #expect(driver.detail?.lines.map(\.text) == ["Subject: Hello", "", "Kim"])
        await driver.keys("y")
        #expect(driver.detail?.lines.first?.text == "{")
    }

    @Test func `raw JSON masks secrets, and x leaves it so`() async {
        let driver = await Desk.account()
        await driver.keys("y", "G")
        let text = driver.board.currentDetail?.page.lines.map(\.text).joined() ?? ""
        #expect(text.contains("\"username\": \"kim@a.test\"") && text.contains(Secret.mask))
        await driver.keys("x")
        #expect(driver.board.currentDetail?.page.lines.map(\.text).joined() == text)
    }

    @Test func `search finds, and brackets go from hit to hit`() async {
        let driver = await Desk.contacts()
        driver.store.change("ana", Contact.self) {
            $0.hardBounces = 1
            $0.softBounces = 2
        }
        await driver.keys("r", "Enter", "/")
        driver.type("bounces")
        await driver.keys("Enter")
        #expect(driver.detail?.summary.hasSuffix("2 hits") == true)
        let first = driver.board.currentDetail?.page.current?.label
        await driver.keys("]")
        #expect(driver.board.currentDetail?.page.current?.label != first)
        await driver.keys("[")
        #expect(driver.board.currentDetail?.page.current?.label == first)
    }

    @Test func `an account leads to what belongs to it`() async {
        let driver = await Desk.account()
        await driver.keys("Enter", "G")
        #expect(driver.board.currentDetail?.page.current?.label == "Campaigns")
        await driver.keys("Enter")
        #expect(driver.place.hasSuffix("› campaigns") && driver.table?.filter == "account:\"kim@a.test\"")
    }

    @Test func `why says what stops a person, and leads to the contact`() async {
        let driver = await Desk.contacts()
        await driver.keys("i", "W", "Enter")
        #expect(driver.page?.title == "Why ana@a.test")
        let texts = driver.page?.lines.map { "\($0.label) \($0.text)" } ?? []
        #expect(texts.contains("would go out NO") && texts.contains("because invalid"))
        await driver.keys("j", "j", "j", "j", "j", "Enter")
        #expect(driver.place.hasSuffix("why ana@a.test › ana@a.test"))
    }

    @Test func `why of somebody else asks for the address, and a failure is said`() async {
        let driver = await Desk.contacts()
        await driver.keys("1", "W")
        #expect(driver.snapshot.prompt?.sign == "why: ")
        driver.store.fail("trace", Desk.down)
        driver.type("zed@a.test")
        await driver.keys("Enter")
        #expect(driver.page?.lines.map(\.text) == ["The platform cannot be reached."])
        await driver.keys("r")
        #expect(driver.page?.lines.first?.text.hasPrefix("Nobody here knows zed@a.test") == true)
    }

    @Test func `a row that is gone says so and keeps what was known`() async {
        let driver = await Desk.contacts()
        await driver.keys("Enter")
        driver.store.remove(.contact, ["ana"])
        await driver.keys("r")
        #expect(driver.detail?.stale == "This row is gone. q goes back.")
        #expect(line(driver, "E-mail") == "ana@a.test")
    }
}
