import ServiceCore
import TestSupport

@testable import ViewModels

extension BoardScene {
    nonisolated static let overlays: [BoardScene] = [
        BoardScene("help", shows: "In contacts") { driver in await driver.keys("5", "?") },
        BoardScene("palette", shows: "contact.whitelist") { driver in
            await driver.keys("5", ":")
            driver.type("contact")
        },
        BoardScene("filter-prompt", shows: "/state:inv") { driver in
            await driver.keys("5", "/")
            driver.type("state:inv")
        },
        BoardScene("filter-fields", shows: "Fields of contacts", "email:") { driver in
            await driver.keys("5", "/")
        },
        BoardScene("filter-values", shows: "what it may be", "inactive") { driver in
            await driver.keys("5", "/")
            driver.type("-state:in")
        },
        BoardScene("choice-search", shows: "Columns of contacts /s", "[x] STATE") { driver in
            await driver.keys("5", "o", "/")
            driver.type("s")
        },
        BoardScene("help-search", shows: "/undo") { driver in
            await driver.keys("5", "?", "/")
            driver.type("undo")
        },
        BoardScene("filter-error", shows: "✗ contacts have no field") { driver in
            await driver.keys("5", "/")
            driver.type("stat:inv")
            await driver.keys("Enter")
        },
        BoardScene("confirm-yes-no", shows: "Delete 1 contact?", "y deletes") { driver in
            await driver.keys("5", "X")
        },
        BoardScene("confirm-count", shows: "Delete 12 contacts?", "Type 12") { driver in
            driver.store.putContacts((10..<22).map { "person\($0)@example.com" })
            await driver.keys("5")
            await driver.command("filter person")
            await driver.keys("*", "X")
        },
        BoardScene("confirm-name", shows: "Delete 1 account?", "it@söder.example") { driver in
            await driver.keys("X")
        },
        BoardScene("launch", shows: "Launch “", "430,112", "83 invalid") { driver in
            driver.store.plan(Sample.plan)
            await driver.keys("6")
            await driver.command("filter welcome")
            await driver.keys("S")
        },
        BoardScene("form", shows: "New contact") { driver in await driver.keys("5", "n") },
        BoardScene("form-preview", shows: "Seoul") { driver in
            await driver.keys("5", "e")
            driver.type("Seoul")
            await driver.keys("Ctrl-S")
        },
        BoardScene("mark-list", shows: "Mark a list of contacts", "Ctrl-S preview") { driver in
            await driver.keys("5")
            await driver.command("mark")
            driver.board.paste(
                "Hello,\nplease whitelist Kim <kim@example.com>,\nlee@example.com; ana@example.org")
        },
        BoardScene("mark-list-preview", shows: "12 of 14 found", "c copies the 2 not found") {
            driver in
            await pasteTicket(driver)
        },
        BoardScene("mark-list-confirm", shows: "Whitelist 12 contacts?", "12 change", "Type 12") { driver in
            await pasteTicket(driver)
            await driver.keys("y", "w")
        },
        BoardScene("edit-marks", shows: "Edit 12 contacts", "Only what is filled in changes") { driver in
            await pasteTicket(driver)
            await driver.keys("y", "e")
        },
        BoardScene("edit-marks-preview", shows: "12 contacts", "12 change", "Seoul") { driver in
            await pasteTicket(driver)
            await driver.keys("y", "e")
            driver.type("Seoul")
            await driver.keys("Ctrl-S")
        },
        BoardScene("receipts", shows: "Receipt of which edit?", "12 done") { driver in
            await pasteTicket(driver)
            await driver.keys("y", "i")
            await driver.confirm(typing: "12")
            await driver.keys("i")
            await driver.confirm(typing: "12")
            await driver.command("receipt")
        },
        BoardScene("menu", shows: "track-links") { driver in await driver.keys("t") },
        BoardScene("columns", shows: "[x] STATE") { driver in await driver.keys("5", "o") },
        BoardScene(
            "connections",
            connections: { [$0.connection(), FakeStore("dmds").connection()] }, shows: "all connections"
        ) { driver in await driver.keys("@") },
        BoardScene("themes", shows: "mono") { driver in await driver.command("theme") },
        BoardScene("reveal", shows: "key-123") { driver in
            await driver.keys("R")
            await driver.confirm(typing: "it@söder.example")
        },
    ]

    /// Twelve people that are there and two that are not, looked up as `:mark` does.
    private static func pasteTicket(_ driver: BoardDriver) async {
        let people = (10..<24).map { "person\($0)@example.com" }
        driver.store.putContacts(Array(people.prefix(12)))
        await driver.keys("5")
        await driver.command("mark")
        driver.board.paste("Please whitelist:\n" + people.map { "<\($0)>" }.joined(separator: ",\n"))
        await driver.keys("Ctrl-S")
    }
}
