import FoundationEssentials
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// `H` and `:undos`: what the audit trail has, and taking any of it back.
@MainActor
@Suite struct BoardHistoryTests {
    let store = FakeStore()
    let trail = KeptTrail()
    let driver: BoardDriver

    init() async {
        store.putContacts(["ana@a.test", "bo@a.test"])
        let clock = { @Sendable in Date(timeIntervalSince1970: 1_750_000_000) }
        let connection = store.connection().audited(by: trail, who: "kim@console", clock: clock)
        // Wide enough that no line is wrapped.
        let size = Size(width: 200, height: 50)
        driver = BoardDriver(store, connections: [connection], size: size, trail: trail)
        await driver.start()
        await driver.keys("5")
    }

    /// An edit that another console made.
    private func another(
        _ what: String, on native: String, _ field: FieldID, _ before: FieldValue, _ after: FieldValue
    ) async throws {
        _ = try await trail.record(
            AuditEntry(
                id: ResourceID("fake", .audit, ""), time: Date(timeIntervalSince1970: 1_750_000_000),
                who: "pat@desk", what: what, target: ResourceID("fake", .contact, native),
                targetName: "\(native)@a.test",
                changes: [FieldChange(field: field, label: field, before: before, after: after)]))
    }

    private func isWhitelisted(_ native: String) -> Bool? {
        store.row(native, Contact.self)?.isWhitelisted
    }

    private var lines: [String] {
        (driver.page?.lines ?? []).map { "\($0.label) \($0.text)".trimmingBlanks }
    }

    // MARK: A row's history

    @Test func `H tells who changed the row, newest first, from what to what, and of no other row`()
        async throws
    {
        try await another("edit contact", on: "ana", "last_name", .text("Lee"), .text("Kim"))
        try await another("edit contact", on: "bo", "last_name", .none, .text("Other"))
        await driver.keys("w", "H")
        #expect(driver.page?.title == "History of ana@a.test")
        #expect(lines.first?.hasSuffix("kim@console  whitelist") == true)
        #expect(lines.contains("Whitelisted: no → yes") && lines.contains("Last name: Lee → Kim"))
        #expect(lines.contains { $0.hasSuffix("pat@desk  edit contact") })
        #expect(!lines.contains { $0.contains("Other") })
    }

    @Test func `H works in the detail too, and says where nobody changed anything`() async {
        await driver.keys("Enter", "H")
        #expect(lines == ["The audit trail has no edit of it: nobody changed it by Sendboard."])
    }

    @Test func `an edit that is made while the page is open comes onto it`() async throws {
        await driver.keys("H")
        try await another("edit contact", on: "ana", "last_name", .none, .text("Kim"))
        await driver.keys("r")
        #expect(lines.contains("Last name: nothing → Kim"))
    }

    @Test func `without a trail there is no H`() async {
        let bare = await Desk.contacts()
        await bare.keys("H")
        #expect(bare.page == nil)
    }

    // MARK: The undo list

    @Test func `the list has what this console did, then the trail, and says what stays and why`()
        async throws
    {
        try await another("edit contact", on: "bo", "last_name", .none, .text("Other"))
        try await another("launch campaign", on: "bo", "state", .none, .text("running"))
        await driver.keys("w")
        await driver.command("undos")
        #expect(lines.first == "u ana@a.test: whitelist")
        #expect(lines.contains("Audit trail, newest first"))
        #expect(
            lines.contains {
                $0.hasPrefix("2 ") && $0.hasSuffix("(stays: nothing takes “launch campaign” back)")
            })
        #expect(lines.contains { $0.hasPrefix("1 ") && $0.contains("pat@desk  edit contact bo@a.test") })
        #expect(!lines.contains { $0.hasPrefix("3 ") }, "the console's own stands in it once")
    }

    @Test func `Enter takes back what another person did, after a preview, and the trail says so`()
        async throws
    {
        store.change("bo", Contact.self) { $0.lastName = "Other" }
        try await another("edit contact", on: "bo", "last_name", .text("Lee"), .text("Other"))
        await driver.command("undos")
        await driver.keys("j", "j", "j", "Enter")
        #expect(driver.confirm?.title == "Take “edit contact bo@a.test” back?")
        #expect(driver.confirm?.lines.contains { $0.text == "Last name: Other → Lee" } == true)
        await driver.answer("y")
        #expect(store.row("bo", Contact.self)?.lastName == "Lee")
        #expect(driver.notice == "undone: edit contact bo@a.test")
        let entry = try #require(trail.entries.last)
        #expect(entry.undoOf == "1" && entry.what == "undo: edit contact" && entry.who == "kim@console")
        #expect(lines.contains { $0.hasSuffix("(stays: entry 2 took it back)") })
        await driver.keys("u")
        #expect(store.row("bo", Contact.self)?.lastName == "Other", "that can be taken back in turn")
    }

    @Test func `what has changed since is shown with both values, and no keeps it`() async throws {
        store.change("bo", Contact.self) { $0.lastName = "Newest" }
        try await another("edit contact", on: "bo", "last_name", .text("Lee"), .text("Other"))
        await driver.command("undos")
        await driver.keys("j", "j", "j", "Enter")
        #expect(
            driver.confirm?.lines.first?.text
                == "Last name has changed since: it was left “Other”, and is “Newest” now.")
        await driver.answer("n")
        #expect(store.row("bo", Contact.self)?.lastName == "Newest")
    }

    @Test func `u asks where the row has changed since, and takes no other edit in its place`() async {
        await driver.keys("w", "j", "w")
        store.change("bo", Contact.self) { $0.lastName = "Other" }
        await driver.keys("u")
        #expect(driver.confirm?.title == "Take “bo@a.test: whitelist” back all the same?")
        await driver.answer("n")
        await driver.keys("u")
        #expect(driver.confirm != nil && isWhitelisted("ana") == true && isWhitelisted("bo") == true)
        await driver.answer("y")
        #expect(isWhitelisted("bo") == false && store.row("bo", Contact.self)?.lastName == "Other")
        await driver.keys("u")
        #expect(isWhitelisted("bo") == true, "the last edit is now that")
    }

    @Test func `Enter on a step takes that one back and leaves those after it`() async {
        await driver.keys("w", "j", "w")
        await driver.command("undos")
        await driver.keys("j", "Enter")
        await driver.answer("y")
        #expect(isWhitelisted("ana") == false && isWhitelisted("bo") == true)
        #expect(driver.board.undoList.steps.map(\.done) == ["bo@a.test: whitelist"])
    }
}
