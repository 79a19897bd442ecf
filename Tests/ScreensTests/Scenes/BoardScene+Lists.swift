import ServiceCore
import TestSupport

@testable import ViewModels

/// Lists that come in, are sent again to and are kept.
extension BoardScene {
    nonisolated static let lists: [BoardScene] = [
        BoardScene(
            "import", connections: { [taking($0)] }, shows: "Import contacts", "Ctrl-S preview"
        ) { driver in await openImport(driver) },
        BoardScene(
            "import-preview", connections: { [taking($0)] }, shows: "5 rows", "3 new", "y imports"
        ) { driver in
            await openImport(driver)
            await driver.keys("Tab")
            driver.type("acme")
            await driver.keys("Ctrl-S")
        },
        BoardScene(
            "import-result", connections: { [taking($0)] }, shows: "people.csv: 3 new", "u undo"
        ) { driver in
            await openImport(driver)
            await driver.keys("Tab")
            driver.type("acme")
            await driver.keys("Ctrl-S", "y")
        },
        BoardScene(
            "import-progress", connections: { [taking($0)] },
            shows: "importing 430,000 rows, 61 % · Ctrl-C cancels"
        ) { driver in
            driver.store.hold("list.take")
            await openImport(driver)
            await driver.keys("Tab")
            driver.type("acme")
            await driver.keys("Ctrl-S")
            driver.burst("y")
            await driver.store.arrival(of: "list.take")
            driver.board.listUnderWay = "importing 430,000 rows, 61 %"
        },
        BoardScene(
            "message-preview", connections: { [showingMessages($0)] },
            shows: "Spring sale to kim@example.test",
            "Subject: Spring is here", "Hello Kim"
        ) { driver in
            await driver.keys("6")
            await driver.command("filter spring")
            await driver.command("campaign.preview")
        },
        BoardScene(
            "kept-filters",
            shows: "Filters of contacts", "at risk  state:invalid", "safe     whitelisted:yes"
        ) { driver in
            await driver.keys("5")
            for (name, text) in [("at risk", "state:invalid"), ("safe", "whitelisted:yes")] {
                await driver.command("filter \(text)")
                await driver.command("keep-filter \(name)")
            }
            await driver.keys("Esc")
            await driver.command("kept-filters")
        },
    ]

    private nonisolated static let list = ListFile.of(
        """
        email,first name,Town
        zoe@example.test,Zoë,Lima
        kai@example.test,Kai,
        mia@example.test,Mia,
        nobody,,
        @,,

        """,
        named: "people.csv")

    private nonisolated static func report() throws(ServiceError) -> ListReport {
        var report = ListReport(
            columns: try ListColumns(try ListReader(list), .contact), writing: "utf-8, comma")
        for person in ["zoe", "kai", "mia"] { report.count(.new, "\(person)@example.test") }
        for line in [5, 6] { report.count(.refused, "line \(line): it has no @") }
        return report
    }

    /// Contacts that a list is taken into: three new ones, two lines that no contact has.
    private nonisolated static func taking(_ store: FakeStore) -> Connection {
        var connection = store.connection()
        connection.resources[.contact]?.operations.intake = ListIntake(
            fields: .contact, owners: { () async throws(ServiceError) in ["acme", "shop"] },
            look: { _, _, _ async throws(ServiceError) in try report() },
            take: { _, _, watch async throws(ServiceError) in
                try await store.enter(FakeCall("list.take"))
                try watch.refused(RefusedRow(line: 5, reason: "it has no @", cells: ["nobody", "", ""]))
                var outcome = EditOutcome("people.csv: 3 new, 2 refused")
                outcome.reversal = Reversal("import of people.csv") { () async throws(ServiceError) in
                    EditOutcome("undone: import of people.csv")
                }
                return (try report(), outcome)
            })
        return connection
    }

    /// Campaigns whose message is shown as a person would get it.
    private nonisolated static func showingMessages(_ store: FakeStore) -> Connection {
        var connection = store.connection()
        let preview = ResourceAction<Row>(.preview) { _, _ async throws(ServiceError) in
            var outcome = EditOutcome(
                "Spring sale to kim@example.test",
                findings: [
                    "{{city}} is empty for kim@example.test.", "Size: 1,204 bytes", "", "Headers",
                    "From: Shop <news@shop.example>", "To: kim@example.test", "Subject: Spring is here", "",
                    "Text", "Hello Kim, spring is here and everything is half the price until Sunday.",
                ], isEdit: false)
            outcome.isPage = true
            return outcome
        }
        connection.resources[.campaign]?.operations.actions.append(preview)
        return connection
    }

    private struct Refused: RefusedList {
        func add(_ row: RefusedRow) {}
        func finish() -> String? { "people-refused.csv" }
        func discard() {}
    }

    private static func openImport(_ driver: BoardDriver) async {
        driver.board.listFiles = ListFiles(
            open: { _ async throws(ServiceError) in list }, refused: { _, _ in Refused() })
        await driver.keys("5")
        await driver.command("import people.csv")
    }
}
