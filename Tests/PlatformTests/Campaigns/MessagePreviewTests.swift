import Foundation
import Mail
import ServiceCore
import Store
import Testing

@testable import Platform

/// A campaign's message as a person would get it.
@Suite struct MessagePreviewTests {
    private func preview(
        _ bench: LaunchBench, _ campaign: Int64, to person: String? = nil
    ) async throws -> EditOutcome {
        let action = MessagePreview(context: bench.context).preview
        let id = bench.context.id(.campaign, campaign)
        let kind = CampaignKind(context: bench.context)
        let opened = try await bench.store.read { db in try kind.kind.editor.loadExisting(db, id.native) }
        var values = try await action.form?(opened).initialValues ?? FormValues([:])
        if let person { values["to"] = person }
        return try await action.perform([id], values)
    }

    @Test func `it is what the launch hands over to that person`() async throws {
        let bench = try await LaunchBench(contacts: 2, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(text: "Hello {{first_name|friend}} of {{town}}")
        try await bench.write(
            "UPDATE campaign SET subject = '¡Hola {{first_name}}!', from_name = 'Shop', archives = 1")
        try await bench.write(
            "UPDATE contact SET first_name = 'Ana', fields = '{\"town\":\"Lima\"}' WHERE numid = 2")
        let outcome = try await preview(bench, campaign, to: "Person2@Example2.com")
        #expect(outcome.isPage && !outcome.isEdit)
        #expect(outcome.findings.contains("Hello Ana of Lima"))
        #expect(outcome.findings.contains("From: Shop <news@shop.example>"))
        #expect(!outcome.findings.contains { $0.contains("is empty") })
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        let size = try #require(outcome.findings.first { $0.hasPrefix("Size: ") })

        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let delivery = try await bench.number("SELECT id FROM delivery WHERE address LIKE 'person2@%'")
        let sent = try await bench.number("SELECT size FROM archive WHERE delivery = ?", [delivery])
        // The Message-ID alone is given later.
        let named = try await bench.store.read { db in
            try MessageIDs(bench.store.vault, in: db).of(Int64(delivery), from: "news@shop.example")
        }
        let shown = "<given when it is sent>"
        #expect(size == "Size: \(sent - named.utf8.count + shown.utf8.count) bytes")
    }

    @Test func `the first of the audience is offered, and what is empty for them is said`() async throws {
        let bench = try await LaunchBench(contacts: 2)
        let campaign = try await bench.campaign(text: "Hello {{town}}")
        let outcome = try await preview(bench, campaign)
        #expect(outcome.message == "Spring sale to person1@example1.com")
        #expect(outcome.findings.first == "{{town}} is empty for person1@example1.com.")
    }

    @Test func `a page has its text beside it, and somebody suppressed is told`() async throws {
        let bench = try await LaunchBench(contacts: 1)
        let campaign = try await bench.campaign(text: "<p>Hello <b>you</b></p>")
        try await bench.write("UPDATE campaign SET html_content = text_content, text_content = NULL")
        try await bench.suppress("person1@example1.com")
        let outcome = try await preview(bench, campaign)
        #expect(outcome.findings.first == "It would not go out now: suppressed: manual.")
        #expect(outcome.findings.contains("Hello you"))
        #expect(outcome.findings.contains("— HTML as text, which is its text —"))
    }

    @Test func `a text message is shown with its parts`() async throws {
        let bench = try await LaunchBench()
        let list = AudienceSpec(kind: .list, addresses: ["+34600000001"])
        let campaign = try await bench.campaign(
            list, type: .smsPlain, text: String(repeating: "a", count: 161))
        let outcome = try await preview(bench, campaign)
        #expect(outcome.findings.contains("Size: 2 parts of GSM-7, 161 characters"))
    }

    @Test func `without a message there is nothing to show`() async throws {
        let bench = try await LaunchBench(contacts: 1)
        let campaign = try await bench.campaign()
        try await bench.write("UPDATE campaign SET text_content = NULL")
        let error = await #expect(throws: ServiceError.self) { try await preview(bench, campaign) }
        #expect(error?.field == "html")
        await #expect(throws: ServiceError.self) {
            try await preview(bench, campaign, to: "a@x.test, b@x.test")
        }
    }
}
