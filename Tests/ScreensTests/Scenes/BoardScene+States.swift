import ServiceCore
import TestSupport

@testable import ViewModels

extension BoardScene {
    nonisolated static let states: [BoardScene] = [
        BoardScene("state-empty", shows: "There are no contacts yet.") { driver in
            driver.store.remove(.contact, ["1", "2", "3", "4", "5"])
            await driver.keys("5")
        },
        BoardScene("state-loading", shows: "Loading contacts…", "1 key waits") { driver in
            driver.store.hold("contact.list")
            driver.burst("5", "Enter")
            await driver.store.arrival(of: "contact.list")
        },
        BoardScene("state-failed", shows: "cannot be reached", "Try again") { driver in
            driver.store.fail("contact.list", Sample.down)
            await driver.keys("5")
        },
        BoardScene("state-stale", shows: "stale since 14:03: unreachable", "bo@example.net") { driver in
            await driver.keys("5")
            driver.store.fail("contact.list", Sample.down)
            await driver.keys("r")
        },
        BoardScene("state-filtered-out", shows: "No contacts match", "0 of 5") { driver in
            await driver.keys("5")
            await driver.command("filter nobody")
        },
        BoardScene("state-filtered", shows: "Lee", "2 of 5") { driver in
            await driver.keys("5")
            await driver.command("filter example.org")
        },
        BoardScene(
            "state-not-offered", connections: { [$0.connection(only: [.account])] },
            shows: "No connection here offers contacts."
        ) { driver in await driver.keys("5") },
        BoardScene(
            "state-read-only", connections: { [$0.connection().readOnly()] }, shows: "bo@example.net"
        ) { driver in await driver.keys("5") },
        BoardScene(
            "state-two-connections",
            connections: { store in
                let other = FakeStore("dmds")
                other.putContacts(["zed@example.org"])
                return [store.connection(), other.connection()]
            }, shows: "bo@example.net"
        ) { driver in await driver.keys("5", "Space") },
    ]
}
