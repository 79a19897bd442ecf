import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// What is done to rows of more than one platform.
@MainActor
@Suite struct BoardMergedEditTests {
    private let boards = MergedBoard()

    @Test func `an edit of marked rows goes to each one's own platform, and u takes all back`() async {
        let driver = await boards.contacts()
        await driver.keys("Space", "Space", "w")
        #expect(boards.hosted.row("ana", Contact.self)?.isWhitelisted == true)
        #expect(boards.own.row("bo", Contact.self)?.isWhitelisted == true)
        await driver.keys("u")
        #expect(boards.hosted.row("ana", Contact.self)?.isWhitelisted == false)
        #expect(boards.own.row("bo", Contact.self)?.isWhitelisted == false)
    }

    @Test func `what one platform cannot take back is asked before, and the same on another is not`() async {
        var hosted = boards.hosted.hostedConnection()
        let whitelist = hosted.resources[.contact]?.operations.actions.firstIndex { $0.name == "whitelist" }
        if let whitelist {
            hosted.resources[.contact]?.operations.actions[whitelist].effect = .irreversible
        }
        let driver = BoardDriver(boards.own, connections: [boards.own.connection(), hosted])
        await driver.start()
        await driver.keys("5", "w")
        #expect(driver.confirm?.lines.contains { $0.text == "This cannot be taken back." } == true)
        #expect(boards.hosted.row("ana", Contact.self)?.isWhitelisted == false)
        await driver.answer("y")
        #expect(boards.hosted.row("ana", Contact.self)?.isWhitelisted == true)
        await driver.keys("Down", "w")
        #expect(driver.confirm == nil)
        #expect(boards.own.row("bo", Contact.self)?.isWhitelisted == true)
    }

    @Test func `rows whose deletion broke off stay on the board`() async {
        let driver = await boards.contacts()
        await driver.keys("Space", "Space", "X")
        boards.own.fail("contact.delete", ServiceError(.unavailable, "Down."))
        await driver.answer("y")
        #expect(driver.names == ["bo@a.test", "cy@a.test", "di@a.test"])
        #expect(driver.notice.contains("Down."))
    }

    @Test func `a new row asks where to`() async {
        let driver = await boards.contacts()
        await driver.keys("n", "Down", "Enter")
        guard case .form(let session) = driver.board.dialogs.top else {
            Issue.record("no form is open")
            return
        }
        #expect(session.target.hasSuffix("on dyn"))
    }

    @Test func `M on marks of two connections is refused in words`() async {
        let driver = await boards.contacts()
        await driver.keys("Space", "Space", "M")
        #expect(driver.form == nil)
        #expect(driver.notice.contains("dyn") && driver.notice.contains("embedded"))
        #expect(boards.own.calls("message.form").isEmpty && boards.hosted.calls("message.form").isEmpty)
    }

    @Test func `what one platform alone can do comes into palette and help by itself`() async {
        let seal = ResourceAction<Row>(ActionDescription("seal", help: "Seals the contact.")) {
            [hosted = boards.hosted] ids, _ async throws(ServiceError) in
            try await hosted.enter(FakeCall("contact.seal", ids: ids.map(\.native)))
            return EditOutcome("sealed")
        }
        let connections = [boards.own.connection(), boards.hosted.hostedConnection(contactActions: [seal])]
        let driver = BoardDriver(boards.own, connections: connections)
        await driver.start()
        await driver.keys("5", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.map(\.name) == ["contact.seal"])
        await driver.keys("Enter")
        #expect(boards.hosted.calls("contact.seal").map(\.ids) == [["ana"]])
        #expect(HelpPage.lines(for: driver.board).contains { $0.text.contains("Seals the contact.") })
        await driver.keys("j", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.first?.disabled == "embedded does not offer it")
        await driver.keys("Esc", "6", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.isEmpty == true)
    }

    @Test func `a key that the row’s own connection does not offer is not hinted at`() async {
        var hosted = boards.hosted.hostedConnection()
        hosted.resources[.contact]?.operations.delete = nil
        hosted.resources[.contact]?.operations.actions.removeAll { $0.name.hasSuffix("whitelist") }
        let driver = BoardDriver(boards.own, connections: [boards.own.connection(), hosted])
        await driver.start()
        await driver.keys("5")
        #expect(driver.hintKeys.contains("e") && Set(driver.hintKeys).isDisjoint(with: ["X", "w"]))
        await driver.keys("j")
        #expect(Set(driver.hintKeys).isSuperset(of: ["e", "X", "w"]))
    }
}
