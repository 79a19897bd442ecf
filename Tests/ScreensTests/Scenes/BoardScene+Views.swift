import ServiceCore
import TestSupport

@testable import ViewModels

extension BoardScene {
    nonisolated static let panes: [BoardScene] = [
        pane("accounts", shows: "it@söder.example", key: "1"),
        pane("senders", shows: "news@shop.example", key: "2"),
        pane("smtp-users", shows: "retail-batch", key: "3"),
        pane("tracking-domains", shows: "t.shop.example", key: "4"),
        pane("contacts", shows: "bo@example.net", key: "5"),
        pane("campaigns", shows: "Black Friday", key: "6"),
        pane("suppressions", shows: "joe@example.com", key: "7"),
        pane("activity", shows: "kim@example.test", key: "8"),
        pane("groups", shows: "newsletter"), pane("filters", shows: "over sixty"),
        pane("variables", shows: "footer"), pane("batches", shows: "b-7f3a"),
        pane("sending-domains", shows: "brand.example"), pane("webhooks", shows: "https://h"),
        pane("templates", shows: "order shipped"), pane("audit", shows: "whitelisted"),
        pane("bounce-reports", shows: "mailer@far.example"),
    ]

    nonisolated static let pages: [BoardScene] = [
        BoardScene("detail-contact", shows: "Contact kim@example.test") { driver in
            await driver.keys("5", "j", "j", "j", "Enter")
        },
        BoardScene("detail-account", shows: "Account it@söder.example") { driver in
            await driver.keys("Enter")
        },
        BoardScene("json-contact", shows: "\"email\": ") { driver in await driver.keys("5", "j", "j", "y") },
        BoardScene("why", shows: "Why bo@example.net", "because") { driver in
            await driver.command("why bo@example.net")
        },
        BoardScene("history", shows: "History of kim@example.test", "Last name: Park → Kim") { driver in
            await driver.keys("5")
            await driver.command("filter kim@example.test")
            await driver.keys("H")
        },
        BoardScene("undos", shows: "Undo list", "u", "ana@console") { driver in
            await driver.keys("5", "w")
            await driver.command("undos")
        },
        BoardScene("take-back", shows: "back?", "y takes it back") { driver in
            await driver.keys("5")
            await driver.command("undos")
            await driver.keys("j", "j", "j", "Enter")
        },
        BoardScene("case", shows: "Case file of", "copy as text", "save as JSON") { driver in
            await driver.keys("5", "K")
        },
        BoardScene("overview", shows: "WRONG", "waits for credit", "wrong record") { driver in
            await driver.keys("0")
        },
        BoardScene(
            "relays", connections: { [relayed($0), FakeStore("dyn").hostedConnection()] },
            shows: "Where messages go", "smtp://relay.example:587", "4 open, 3 busy"
        ) { driver in
            await driver.command("relays")
        },
        BoardScene("notices", shows: "Notices", "clipboard") { driver in
            await driver.keys("5", "c")
            driver.board.wasCopied(driver.copiedNames.last ?? "")
            await driver.keys("w")
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
        BoardScene("message", shows: "Event lee@example.net", "550 5.1.1") { driver in
            await driver.command("message 3")
        },
        BoardScene("watch", shows: "RUNNING", "7,000") { driver in
            await driver.keys("6")
            await driver.command("filter spring")
            await driver.keys("Enter")
            driver.store.progress(.progress(Sample.progress))
            await driver.settle()
        },
    ]
}
