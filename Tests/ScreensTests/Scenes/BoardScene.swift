import Screens
import ServiceCore
import Terminal
import TestSupport

@testable import ViewModels

/// A real board over the sample rows, brought to a view by keys, and words that its picture must hold.
@MainActor
struct BoardScene: Sendable {
    let name: String
    var connections: @Sendable (FakeStore) -> [Connection] = { [$0.connection()] }
    let words: [String]
    let steps: @Sendable @MainActor (BoardDriver) async -> Void

    nonisolated init(
        _ name: String, connections: @escaping @Sendable (FakeStore) -> [Connection] = { [$0.connection()] },
        shows words: String..., steps: @escaping @Sendable @MainActor (BoardDriver) async -> Void
    ) {
        self.name = name
        self.connections = connections
        self.words = words
        self.steps = steps
    }

    func picture(_ size: Size) async -> Canvas {
        let store = Sample.store()
        let driver = BoardDriver(store, connections: connections(store), size: size)
        await driver.start()
        await steps(driver)
        return drawBoard(driver.snapshot, glyphs: .unicode)
    }

    /// A pane by its key or its name.
    nonisolated static func pane(_ name: String, shows words: String, key: String? = nil) -> BoardScene {
        BoardScene("pane-\(name)", shows: words) { driver in
            if let key { await driver.keys(key) } else { await driver.command(name) }
        }
    }
}

extension BoardScene {
    nonisolated static let panes: [BoardScene] = [
        pane("accounts", shows: "it@söder.example", key: "1"),
        pane("senders", shows: "news@shop.example", key: "2"),
        pane("smtp-users", shows: "retail-batch", key: "3"),
        pane("tracking-domains", shows: "t.shop.example", key: "4"),
        pane("contacts", shows: "ana.lima@example.org", key: "5"),
        pane("campaigns", shows: "Black Friday", key: "6"),
        pane("suppressions", shows: "joe@example.com", key: "7"),
        pane("activity", shows: "kim@example.test", key: "8"),
        pane("groups", shows: "newsletter"), pane("filters", shows: "over sixty"),
        pane("variables", shows: "footer"), pane("batches", shows: "b-7f3a"),
        pane("sending-domains", shows: "brand.example"), pane("webhooks", shows: "hooks."),
        pane("templates", shows: "order shipped"), pane("audit", shows: "kim@example.test"),
    ]

    nonisolated static let pages: [BoardScene] = [
        BoardScene("detail-contact", shows: "Contact kim@example.test") { driver in
            await driver.keys("5", "j", "j", "j", "Enter")
        },
        BoardScene("detail-account", shows: "Account it@söder.example") { driver in
            await driver.keys("Enter")
        },
        BoardScene("json-contact", shows: "\"email\": ") { driver in await driver.keys("5", "y") },
        BoardScene("why", shows: "Why bo@example.net", "because") { driver in
            await driver.command("why bo@example.net")
        },
        BoardScene("notices", shows: "Notices", "copied") { driver in
            await driver.keys("5", "c", "w")
            await driver.command("notices")
        },
        BoardScene("log", shows: "Calls to platforms", "GET /senders") { driver in
            let calls = [
                LoggedRequest(
                    time: Sample.ago(1), connection: "dyn", operation: "GET /senders", status: 200, code: nil,
                    duration: .milliseconds(84)),
                LoggedRequest(
                    time: Sample.ago(2), connection: "dyn", operation: "GET /accounts", status: 503,
                    code: .unavailable, duration: .milliseconds(1204)),
            ]
            driver.board.requestLog = { calls }
            await driver.keys("L")
        },
        BoardScene("batch", shows: "Batch b-7f3a", "12,000") { driver in
            await driver.command("batch b-7f3a")
        },
        BoardScene("message", shows: "Lee".lowercased(), "550 5.1.1") { driver in
            await driver.command("message 3")
        },
        BoardScene("watch", shows: "RUNNING", "delivered 7,000") { driver in
            await driver.keys("6")
            await driver.command("filter spring")
            await driver.keys("Enter")
            driver.store.progress(.progress(Sample.progress))
            await driver.settle()
        },
    ]

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
        BoardScene("state-stale", shows: "stale since 14:03", "ana.lima@example.org") { driver in
            await driver.keys("5")
            driver.store.fail("contact.list", Sample.down)
            await driver.keys("r")
        },
        BoardScene("state-filtered-out", shows: "No contacts match", "0 of 5") { driver in
            await driver.keys("5")
            await driver.command("filter nobody")
        },
        BoardScene("state-filtered", shows: "ana.lima@example.org", "2 of 5") { driver in
            await driver.keys("5")
            await driver.command("filter example.org")
        },
        BoardScene(
            "state-not-offered", connections: { [$0.connection(only: [.account])] },
            shows: "No connection here offers contacts."
        ) { driver in await driver.keys("5") },
        BoardScene(
            "state-read-only", connections: { [$0.connection().readOnly()] }, shows: "ana.lima@example.org"
        ) { driver in await driver.keys("5") },
        BoardScene(
            "state-two-connections",
            connections: { store in
                let other = FakeStore("dmds")
                other.putContacts(["zed@example.org"])
                return [store.connection(), other.connection()]
            }, shows: "ana.lima@example.org"
        ) { driver in await driver.keys("5", "Space") },
    ]

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
        BoardScene("filter-error", shows: "Did you mean state:?") { driver in
            await driver.keys("5", "/")
            driver.type("stat:inv")
            await driver.keys("Enter")
        },
        BoardScene("confirm-yes-no", shows: "Delete 1 contact?", "y yes") { driver in
            await driver.keys("5", "X")
        },
        BoardScene("confirm-count", shows: "Delete 4 contacts?") { driver in
            await driver.keys("5", "Space", "*", "X")
        },
        BoardScene("confirm-name", shows: "Delete 1 account?", "it@söder.example") { driver in
            await driver.keys("X")
        },
        BoardScene("launch", shows: "Launch “", "500,000") { driver in
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
            await driver.confirm(typing: "it@sder.example")
        },
    ]

    nonisolated static let all = panes + pages + states + overlays
}

extension Sample {
    static let down = ServiceError(
        .unreachable, "The platform cannot be reached: the connection was refused.",
        hint: "Try again with r.")

    static var progress: CampaignProgress {
        var campaign = Campaign(id: id(.campaign, "1"), account: account, title: "Spring sale")
        campaign.state = .running
        campaign.launched = ago(2)
        var progress = CampaignProgress(
            campaign: campaign, audience: 12_000, transport: "sandbox", measured: now)
        progress.states = [
            .pending: 4534, .deferred: 120, .accepted: 184, .delivered: 7000, .bounced: 96, .notSent: 66,
            .unknown: 0,
        ]
        progress.later = [.open: 1204, .click: 233, .bounceSoft: 31, .complaint: 2, .unsubscribe: 5]
        progress.reasons = [.init("suppressed: complaint", 41), .init("invalid", 25)]
        progress.replies = [.init("451 4.7.1 try again later", 120), .init("550 5.1.1 no such user", 88)]
        progress.domains = [
            .init("example.com", accepted: 3102, refused: 12),
            .init("example.net", accepted: 1870, refused: 51),
        ]
        progress.isBeingSent = true
        return progress
    }

    static var plan: LaunchPlan {
        let campaign = Campaign(id: id(.campaign, "2"), account: account, title: "Welcome")
        var plan = LaunchPlan(campaign: campaign, audience: 431_207, willSend: 430_112)
        plan.exclusions = [.init("suppressed: bounce", 1012), .init("invalid", 83)]
        plan.facts = [
            .init("From", "Acme <news@shop.example>"), .init("Monthly cap", "431,207 of 500,000 used"),
            .init("Starts", "at once"),
        ]
        plan.warnings = ["There is no plain text beside the HTML."]
        return plan
    }
}
