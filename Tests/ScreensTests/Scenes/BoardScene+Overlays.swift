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
}
