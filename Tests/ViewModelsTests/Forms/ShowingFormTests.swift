import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// Forms of what is only looked at.
@MainActor
@Suite struct ShowingFormTests {
    private func campaigns() async -> BoardDriver {
        let store = FakeStore()
        store.putCampaign("Sale")
        var connection = store.connection()
        let preview = ResourceAction<Row>(
            .preview,
            form: { _ in
                FormDescription(
                    title: "Preview Sale", fields: [FormField("to", "Person", value: "ana@a.test")])
            },
            perform: { _, values async throws(ServiceError) in
                guard let person = values.text("to"), person.contains("@") else {
                    throw ServiceError(.invalid, "That is no address.", field: "to")
                }
                var outcome = EditOutcome("Sale to \(person)", findings: ["Hello \(person)"], isEdit: false)
                outcome.isPage = true
                return outcome
            })
        connection.resources[.campaign]?.operations.actions.append(preview)
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("6")
        await driver.command("campaign.preview")
        return driver
    }

    @Test func `what changes nothing is shown by Ctrl-S, with no question between`() async {
        let driver = await campaigns()
        #expect(driver.form?.hint.hasPrefix("Ctrl-S previews") == true)
        await driver.keys("Ctrl-S")
        #expect(driver.form == nil && driver.page?.lines.first?.text == "Hello ana@a.test")
    }

    @Test func `what it refuses stands beside its line`() async {
        let driver = await campaigns()
        await driver.keys("Ctrl-U")
        driver.type("ana")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview == nil && driver.form?.fields.first?.error == "That is no address.")
    }
}
