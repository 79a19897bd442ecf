import Foundation
import Platform
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §2; an unknown user, domain, webhook or template is a ValidationError (§4, §5, §7, §8).
@Suite struct SendCleanIsolationTests {
    @Test(arguments: SendCleanCall.all.keys.sorted())
    func `no call reaches another account's rows`(call: String) async throws {
        let ground = try await IsolationGround()
        let cases = try #require(Self.cases(ground)[call], "a call without a case")
        for test in cases { try await test.check(SendCleanDialect(ground.desk.host), on: ground) }
    }

    /// By call, as the dialect's own table names them.
    private static func cases(_ ground: IsolationGround) -> [String: [IsolationCase]] {
        let calls =
            users(ground.owner.smtpUser) + domains("Tracking", "track.secret.example", ["check", "delete"])
            + domains("Sending", "secret.example", ["check", "verify", "delete"]) + webhooks(ground.webhook)
            + messages(ground)
        return Dictionary(grouping: calls, by: \.name).mapValues { calls in
            calls.map { call in
                IsolationCase(call.expectation) { request(call.name, call.members($0), $0) }
            }
        }
    }

    private static func unknown(_ parameter: String, _ name: String) -> IsolationCase.Expectation {
        refused("\(parameter) “\(name)” is unknown")
    }

    private static func refused(_ message: String) -> IsolationCase.Expectation {
        let answer = SendCleanDesk.Answer.invalid(message)
        return .exactly(answer.status, answer.text)
    }

    private static func users(_ name: String) -> [IsolationCall] {
        let unknown = unknown("smtp_user_name", name)
        return [
            .init("account/viewUserDetail", .nothing), .init("settings/listSmtp", .nothing),
            .init("settings/addSmtp", .own) { _ in ["total_limit": 5, "hourly_limit": 5] },
            .init("settings/editSmtp", unknown) { _ in ["smtp_user_name": name, "status": "Disable"] },
            .init("settings/resetSmtpPassword", unknown) { _ in ["smtp_user_name": name] },
        ]
    }

    /// Each call has a ground of its own, so that the stranger has added no such domain by then.
    private static func domains(_ kind: String, _ domain: String, _ verbs: [String]) -> [IsolationCall] {
        let members: IsolationCall.Members = { _ in ["domain": domain, "mailbox": "postmaster"] }
        let unknown = unknown("domain", domain)
        return [
            IsolationCall("settings/list\(kind)Domain", .nothing),
            IsolationCall("settings/add\(kind)Domain", .own, members),
        ] + verbs.map { IsolationCall("settings/\($0)\(kind)Domain", unknown, members) }
    }

    private static func webhooks(_ number: String) -> [IsolationCall] {
        let members: IsolationCall.Members = { _ in
            ["webhook_id": number, "url": "https://hook.secret.example/"]
        }
        let unknown = unknown("webhook_id", number)
        return [
            IsolationCall("settings/listWebhook", .nothing),
            IsolationCall("settings/addWebhook", .own, members),
            IsolationCall("settings/getWebhookInfo", unknown, members),
        ]
            + ["edit", "keyReset", "keyRest", "delete"].map {
                IsolationCall("settings/\($0)Webhook", unknown, members)
            }
    }

    private static func messages(_ ground: IsolationGround) -> [IsolationCall] {
        let (user, template) = (ground.owner.smtpUser, ground.template)
        let noUser = refused("smtp_user_name: There is no SMTP user “\(user)”.")
        let noTemplate = unknown("template_id", template)
        let to = [["email": "kim@secret.example"]]
        let raw: IsolationCall.Members = { _ in
            ["smtp_user_name": user, "raw_message": "From: a@b.example\nTo: c@d.example\n\nHi"]
        }
        return [
            IsolationCall("messages/sendRaw", noUser, raw), IsolationCall("messages/senRaw", noUser, raw),
            IsolationCall("messages/sendMail", noUser) { _ in
                let message: [String: any Sendable] = ["text": "Hi", "to": to]
                return ["smtp_user_name": user, "message": message]
            },
            IsolationCall("messages/sendTemplate", noTemplate) { party in
                let message: [String: any Sendable] = ["template_id": template, "to": to]
                return ["smtp_user_name": party.smtpUser, "message": message]
            },
            IsolationCall("messages/sendTemplateHTTPGet", noTemplate) { party in
                ["smtp_user_name": party.smtpUser, "template_id": template, "to": "kim@secret.example"]
            },
            IsolationCall("messages/getMessageInfo", .nothing) { _ in ["x_unique_id": "secret-1"] },
        ]
    }

    private static func request(
        _ call: String, _ members: [String: any Sendable], _ party: IsolationGround.Party
    ) -> ServerRequest {
        let path = ["v1.0"] + call.split(separator: "/").map(String.init)
        let credentials = ["owner_id": party.account.ownerID, "token": party.key]
        if SendCleanCall.all[call]?.method == "GET" {
            let texts = members.compactMapValues { $0 as? String }.merging(credentials) { $1 }
            return ServerRequest("GET", path, query: RequestFields(texts.map { ($0, $1) }))
        }
        let object = (members as [String: Any]).merging(credentials) { $1 }
        // Texts, numbers, lists and objects alone.
        let body = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return ServerRequest("POST", path, body: Array(body))
    }
}
