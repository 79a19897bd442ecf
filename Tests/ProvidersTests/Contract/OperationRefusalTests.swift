import Providers
import ServiceCore
import TestSupport
import Testing

/// What each operation ends with where its platform refuses it, within an answer of HTTP 200 too: the fitting code, and
/// a hint that fits what was done.
@Suite struct OperationRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: ScriptedAnswer
        let code: ServiceError.Code
        let hint: String
        var testDescription: String { name }

        init(_ name: String, _ answer: ScriptedAnswer, _ code: ServiceError.Code, _ hint: String) {
            (self.name, self.answer, self.code, self.hint) = (name, answer, code, hint)
        }

        /// What was done, before the blank.
        var verb: Substring { name.prefix { $0 != " " } }
    }

    private static let correct = "Correct them and try again."
    private static let look = "Refresh and look at it: it may be gone, or not be in a state for this."
    private static let gone = "Refresh: it may be gone."
    private static let notOffered = "Check base-url; the platform may not offer this."
    private static func console(_ platform: String) -> String {
        "Try again; if it stays, look into \(platform)’s own console."
    }

    private func error(_ call: () async throws -> Void) async -> ServiceError? {
        do { try await call() } catch { return error as? ServiceError }
        return nil
    }

    private func expect(_ error: ServiceError?, _ refusal: Case) {
        #expect(error?.code == refusal.code)
        #expect(error?.hint == refusal.hint)
        #expect(error?.message.hasSuffix(".") == true)
    }

    // MARK: Dyn

    private static func dyn(_ status: Int) -> ScriptedAnswer { .json(DynFixture.bad(status, "No")) }

    static let ofDyn = [
        Case("list 452", dyn(452), .notListed, console("Dyn")),
        Case("list 400", dyn(400), .notListed, console("Dyn")),
        Case("list 403", dyn(403), .forbidden, "Ask the account’s owner for the right."),
        Case("list 451", dyn(451), .unauthorized, "Check it with “sendboard connection check dyn”."),
        Case("create 452", dyn(452), .invalid, correct),
        Case("create 422", dyn(422), .invalid, correct),
        Case("create 409", dyn(409), .conflict, "Refresh and look."),
        Case("seed 452", dyn(452), .invalid, look),
        Case("delete 452", dyn(452), .notFound, "Refresh the list."),
        Case("check 452", dyn(452), .notFound, "Refresh the list."),
        Case("send 452", dyn(452), .invalid, correct),
        Case("send 429", dyn(429), .rateLimited, "Try again in a few minutes."),
    ]

    @Test(arguments: ofDyn) func `Dyn`(refusal: Case) async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let calls: [Substring: (method: String, path: String)] = [
            "list": ("GET", "senders"), "create": ("POST", "suppressions"), "seed": ("POST", "senders"),
            "delete": ("POST", "senders/delete"), "check": ("GET", "senders/details"),
            "send": ("POST", "send"),
        ]
        let call = try #require(calls[refusal.verb])
        server.answer(call.method, "/rest/json/\(call.path)", refusal.answer)
        let error = await error {
            switch refusal.verb {
            case "list": _ = try await board.list(.sender)
            case "create": try await board.create(.suppression, ["address": "u@x.com"])
            case "seed": try await board.act("seed", .sender, "a@x.com")
            case "delete": try await board.delete(.sender, "a@x.com")
            case "check": try await board.act("check", .sender, "a@x.com")
            default:
                try await board.send(["to": "u@x.com", "subject": "Hi", "text": "x", "sender": "a@x.com"])
            }
        }
        expect(error, refusal)
    }

    // MARK: SendClean

    private static let wrongValue = ScriptedAnswer.json(SendCleanFixtures.validationError)

    static let ofSendClean = [
        Case("list", wrongValue, .notListed, console("SendClean")),
        Case("create", wrongValue, .invalid, correct),
        Case("delete", wrongValue, .invalid, look),
        Case("check", wrongValue, .invalid, console("SendClean")),
        Case("reset", wrongValue, .invalid, look),
        Case("send", wrongValue, .invalid, correct),
        Case(
            "send with a wrong token", .json(SendCleanFixtures.authenticationError), .unauthorized,
            "Check them with “sendboard connection check mail”."),
    ]

    @Test(arguments: ofSendClean) func `SendClean`(refusal: Case) async throws {
        let sendClean = try await SendCleanServer()
        let calls: [Substring: String] = [
            "list": "settings/listSmtp", "create": "settings/addTrackingDomain",
            "delete": "settings/deleteTrackingDomain", "check": "settings/checkTrackingDomain",
            "reset": "settings/resetSmtpPassword", "send": "messages/sendMail",
        ]
        sendClean.answer(try #require(calls[refusal.verb]), refusal.answer)
        let board = sendClean.board
        let error = await error {
            switch refusal.verb {
            case "list": _ = try await board.rows(.smtpUser)
            case "create": _ = try await board.create(.trackingDomain, ["domain": "a.example"])
            case "delete": _ = try await board.delete(.trackingDomain, "track.shop.example")
            case "check": _ = try await board.act("check", .trackingDomain, "track.shop.example")
            case "reset": _ = try await board.act("reset-password", .smtpUser, "smtp70021")
            default:
                _ = try await board.send([
                    "smtp_user": "smtp70021", "sender": "a@shop.example", "to": "u@x.com", "subject": "Hi",
                    "text": "x",
                ])
            }
        }
        expect(error, refusal)
    }

    // MARK: DMDS

    private static func dmds(_ words: String) -> ScriptedAnswer {
        .json(#"{"status":"err","on":"\#(words)"}"#)
    }

    private static let key = "Check the key: a campaign’s own key is not valid here."

    static let ofDMDS = [
        Case("list", dmds("mantenimiento"), .notListed, console("DMDS")),
        Case("list of nothing", dmds("recurso no encontrado"), .notFound, notOffered),
        Case("list with a wrong key", dmds("No autorizado"), .unauthorized, key),
        Case("create", dmds("falta nombre"), .invalid, correct),
        Case("edit", dmds("invalid email nonsense"), .invalid, "Write one address such as kim@example.com."),
        Case("delete", dmds("protegido"), .invalid, look),
        Case("delete of none", dmds("contact not found"), .notFound, gone),
        Case("mark", dmds("protegido"), .invalid, look),
        Case("mark of none", dmds("el contacto no existe"), .notFound, gone),
        Case("send", dmds("falta asunto"), .invalid, correct),
    ]

    @Test(arguments: ofDMDS) func `DMDS`(refusal: Case) async throws {
        let stage = try await DMDSStage()
        let kim = "kim%40example.com"
        let calls: [Substring: (method: String, path: String)] = [
            "list": ("GET", "grupos/"), "create": ("POST", "campania/"), "edit": ("POST", "contacto/"),
            "delete": ("DELETE", "contacto/\(kim)"), "mark": ("GET", "invalidar/\(kim)"),
            "send": ("POST", "envio/send_one_inline/"),
        ]
        let call = try #require(calls[refusal.verb])
        stage.server.answer(call.method, "/v1/\(call.path)", refusal.answer)
        let board = stage.board
        let error = await error {
            switch refusal.verb {
            case "list": _ = try await board.list(.group)
            case "create": try await board.create(.campaign, ["title": "Spring", "type": "api"])
            case "edit":
                try await board.edit(
                    try await board.find(.contact, "kim@example.com"), ["first_name": "Ana"])
            case "delete": try await board.delete(.contact, "kim@example.com")
            case "mark": try await board.act("invalidate", .contact, "kim@example.com")
            default: try await board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
            }
        }
        expect(error, refusal)
    }

    // MARK: smsdrop

    private static let invalid = ScriptedAnswer.json(SMSDropFixture.invalidSender, status: 422)
    private static let missing = ScriptedAnswer.json(SMSDropFixture.notFound, status: 404)

    static let ofSMSDrop = [
        Case("list", invalid, .notListed, console("smsdrop")),
        Case("list 404", missing, .notFound, notOffered),
        Case("create", invalid, .invalid, correct), Case("create 404", missing, .notFound, notOffered),
        Case("launch", invalid, .invalid, look), Case("launch 404", missing, .notFound, gone),
        Case("account 404", missing, .notFound, notOffered),
    ]

    @Test(arguments: ofSMSDrop) func `smsdrop`(refusal: Case) async throws {
        let desk = try await SMSDropDesk()
        let calls: [Substring: (method: String, path: String)] = [
            "list": ("GET", "campaigns/"), "create": ("POST", "campaigns/"),
            "launch": ("POST", "campaigns/retry"),
            "account": ("GET", "users/me"),
        ]
        let call = try #require(calls[refusal.verb])
        desk.server.answer(call.method, "/api/\(call.path)", refusal.answer)
        let error = await error {
            switch refusal.verb {
            case "list": _ = try await desk.campaigns.operations.list?.page(ListRequest())
            case "create": _ = try await desk.campaigns.operations.create?.submit(nil, SMSDropDesk.values)
            case "launch": _ = try await desk.control.launch(SMSDropDesk.id, "k")
            default: _ = try await desk.connection.check?()
            }
        }
        expect(error, refusal)
    }
}
