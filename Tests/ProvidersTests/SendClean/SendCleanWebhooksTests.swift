import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanWebhooksTests {
    private static let id = "143678280012345678901"
    private static let other =
        #"{"webhook_id": "243678280012345678901", "url": "https://shop.example/new", "event": "send", "key": "n", "store_log": "Disable", "description": "", "create_date": 1436782801}"#

    /// The list of the fixtures with another hook before its own.
    private var grown: ScriptedAnswer {
        .json(
            (SendCleanFixtures.answers["settings/listWebhook"] ?? "").replacing(
                #""webhook_list": ["#, with: #""webhook_list": [\#(Self.other), "#))
    }

    private var list: ScriptedAnswer { .json(SendCleanFixtures.answers["settings/listWebhook"] ?? "") }

    @Test func `an id of 21 digits is kept whole, and the list tells no counters`() async throws {
        let row = try await SendCleanServer().board.row(.webhook, "https://shop.example/hook")
        #expect(row.id.native == Self.id)
        #expect(row["events"] == .list(["open", "click"]))
        #expect(row["key"] == .secret(Secret("k3y")) && row["store_log"] == .flag(true))
        #expect(row["total_events"] == .none && row["last_success"] == .none)
    }

    @Test(arguments: [id, "https://shop.example/hook"])
    func `a hook is found by id or URL, with its counters`(key: String) async throws {
        let sendClean = try await SendCleanServer()
        let row = try #require(try await sendClean.board.find(.webhook, key))
        #expect(row["total_events"] == .integer(42))
        #expect(row["last_success"].plainText == "2015-07-13T10:21:40Z")
        #expect(
            try sendClean.body(of: "settings/getWebhookInfo")
                == #"{"owner_id":"7007","token":"t0k3n","webhook_id":"\#(Self.id)"}"#)
        #expect(try await sendClean.board.find(.webhook, "https://elsewhere.example") == nil)
    }

    @Test func `a new hook is known by not having been listed before`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", list, grown)
        let outcome = try await sendClean.board.create(
            .webhook,
            [
                "url": "https://shop.example/new", "events": "click,send", "description": "new",
                "store_log": "yes",
            ])
        #expect(
            try sendClean.body(of: "settings/addWebhook")
                == #"{"description":"new","event":"send,click","owner_id":"7007","store_log":"Enable","token":"t0k3n","url":"https://shop.example/new"}"#
        )
        #expect(outcome.rows.map(\.id.native) == ["243678280012345678901"])
        #expect(try await outcome.reversal?.undo().message == "undone: create https://shop.example/new")
        #expect(try sendClean.body(of: "settings/deleteWebhook").contains("243678280012345678901"))
    }

    @Test func `a new hook that cannot be told from others has no undo`() async throws {
        let outcome = try await SendCleanServer().board.create(.webhook, ["url": "https://shop.example/hook"])
        #expect(outcome.message == "https://shop.example/hook created")
        #expect(outcome.rows.isEmpty && outcome.reversal == nil)
    }

    @Test func `an edit sends what was changed, all events spelled out, and undo the old ones`() async throws
    {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.webhook, "https://shop.example/hook")
        let outcome = try await sendClean.board.edit(row, ["events": ""])
        #expect(
            try sendClean.body(of: "settings/editWebhook")
                == #"{"event":"send,open,click,soft_bounce,hard_bounce,spam","owner_id":"7007","token":"t0k3n","url":"https://shop.example/hook","webhook_id":"\#(Self.id)"}"#
        )
        #expect(outcome.rows.first?["events"] == .list(["all"]))
        let all = (SendCleanFixtures.answers["settings/listWebhook"] ?? "").replacing(
            "open,click", with: "send,open,click,soft_bounce,hard_bounce,spam")
        sendClean.answer("settings/listWebhook", .json(all))
        #expect(try await outcome.reversal?.undo().message == "undone: edit https://shop.example/hook")
        #expect(try sendClean.body(of: "settings/editWebhook").contains(#""event":"open,click""#))
    }

    @Test func `a hook that is looked up while reads lag is as it was written, and takes the next edit`()
        async throws
    {
        let sendClean = try await SendCleanServer()
        let opened = try #require(try await sendClean.board.find(.webhook, Self.id))
        _ = try await sendClean.board.edit(opened, ["events": "click"])
        let shown = try #require(try await sendClean.board.find(.webhook, Self.id))
        #expect(shown["events"] == .list(["click"]) && shown.unseen == ["events"])
        _ = try await sendClean.board.edit(shown, ["description": "Zwei"])
        let body = try sendClean.body(of: "settings/editWebhook")
        #expect(body.contains(#""description":"Zwei""#) && !body.contains("event\""))
    }

    /// The list as it tells of the hook its id and URL and this, and nothing else.
    private static func list(telling rest: String = "") -> ScriptedAnswer {
        .json(
            #"{"status": "success", "webhook_list": [{"webhook_id": "\#(id)", "url": "https://shop.example/hook"\#(rest)}]}"#
        )
    }

    @Test(arguments: ["", #", "description": "shop""#, #", "event": "click,open", "store_log": "Enable""#])
    func `a hook of which the list tells less than it tells by itself can be edited, and undone`(
        rest: String
    ) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", Self.list(telling: rest))
        let opened = try #require(try await sendClean.board.find(.webhook, Self.id))
        let outcome = try await sendClean.board.edit(opened, ["store_log": "no"])
        let body = try sendClean.body(of: "settings/editWebhook")
        #expect(body.contains(#""store_log":"Disable""#))
        #expect(!body.contains("event\"") && !body.contains("description"))
        let edited = ("Enable", "Disable")
        sendClean.answer(
            "settings/listWebhook", Self.list(telling: rest.replacing(edited.0, with: edited.1)))
        sendClean.answer(
            "settings/getWebhookInfo",
            .json(
                (SendCleanFixtures.answers["settings/getWebhookInfo"] ?? "").replacing(
                    edited.0, with: edited.1)))
        #expect(try await outcome.reversal?.undo().message == "undone: edit https://shop.example/hook")
        #expect(try sendClean.body(of: "settings/editWebhook").contains(#""store_log":"Enable""#))
    }

    @Test func `what somebody changed is seen where the hook alone tells it`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", Self.list())
        let opened = try #require(try await sendClean.board.find(.webhook, Self.id))
        sendClean.answer(
            "settings/getWebhookInfo",
            .json(
                (SendCleanFixtures.answers["settings/getWebhookInfo"] ?? "").replacing(
                    #""description": "shop""#, with: #""description": "theirs""#)))
        let error = try await sendClean.board.failure {
            try await sendClean.board.edit(opened, ["store_log": "no"])
        }
        #expect(error.code == .conflict)
        #expect(!sendClean.calls.contains("POST settings/editWebhook"))
    }

    @Test func `a line that stood empty because nobody told it empties nothing`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", Self.list(), list)
        let opened = try await sendClean.board.row(.webhook, "https://shop.example/hook")
        _ = try await sendClean.board.edit(
            opened, ["url": "https://shop.example/hook", "events": "", "description": "", "store_log": "no"])
        let body = try sendClean.body(of: "settings/editWebhook")
        #expect(body.contains(#""store_log":"Disable""#))
        #expect(!body.contains("event\"") && !body.contains("description"))
    }

    @Test func `events that SendClean does not tell are not known, and so is a key`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", Self.list(telling: #", "store_log": "Enable""#))
        let row = try await sendClean.board.row(.webhook, "https://shop.example/hook")
        for field in ["events", "key", "description"] {
            #expect(row.schema[field].map(row.isUntold) == true, "\(field)")
        }
        #expect(row.schema["store_log"].map(row.isUntold) == false)
    }

    @Test func `an edit that changes nothing sends nothing`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.webhook, "https://shop.example/hook")
        let outcome = try await sendClean.board.edit(row, ["description": "shop"])
        #expect(outcome.message == "nothing to change on https://shop.example/hook")
        #expect(!sendClean.calls.contains("POST settings/editWebhook"))
    }

    @Test func `a word that is no event is refused on its line`() async throws {
        let sendClean = try await SendCleanServer()
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(
                .webhook, ["url": "https://shop.example/new", "events": "open,bounce"])
        }
        #expect(error.field == "events" && error.message == "“bounce” is no event.")
        #expect(sendClean.calls.isEmpty)
    }

    @Test func `a URL that did not answer as it should is refused on its line`() async throws {
        let sendClean = try await SendCleanServer()
        let words = SendCleanFixtures.validationError.replacing(
            "domain is required", with: "Invalid response, God bless you is missing")
        sendClean.answer("settings/addWebhook", .json(words, status: 400))
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(.webhook, ["url": "https://shop.example/new"])
        }
        #expect(error.code == .invalid && error.field == "url")
    }

    @Test func `a new key is shown once, after the URL was typed`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.webhook, "https://shop.example/hook")
        #expect(
            sendClean.connection.resources[.webhook]?.action("reset-key")?.confirmation(row)
                == .name("https://shop.example/hook"))
        let outcome = try await sendClean.board.act("reset-key", .webhook, Self.id)
        #expect(outcome.revealed == [.init("Webhook key", Secret("n3wk3y"), of: "https://shop.example/hook")])
        #expect(
            try sendClean.body(of: "settings/keyResetWebhook")
                == #"{"owner_id":"7007","token":"t0k3n","webhook_id":"\#(Self.id)"}"#)
    }

    @Test func `the audit trail tells of a new key alone, though the list tells less than was shown`()
        async throws
    {
        let (sendClean, trail) = (try await SendCleanServer(), KeptTrail())
        let board = HostedDriver(
            sendClean: sendClean.connection.audited(by: trail, who: "kim@console") { SteppingClock.start })
        let shown = try await board.find(.webhook, Self.id)
        #expect(shown?["total_events"].isEmpty == false)
        _ = try await board.act("reset-key", .webhook, Self.id)
        #expect(trail.entries.last?.changes.map(\.field) == ["key"])
    }

    @Test func `a new key is told where the list tells no keys`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listWebhook", Self.list())
        let outcome = try await sendClean.board.act("reset-key", .webhook, Self.id)
        #expect(outcome.rows.first?["key"] == .secret(Secret("n3wk3y")))
    }

    @Test func `a deleted hook is told by its URL`() async throws {
        let outcome = try await SendCleanServer().board.delete(.webhook, Self.id)
        #expect(outcome.message == "https://shop.example/hook deleted" && outcome.rows.isEmpty)
    }
}
