import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §8, the two calls that send a template.
@Suite struct SendCleanTemplatesTests {
    private typealias Answer = SendCleanDesk.Answer
    private static let queued = Answer.success(#"{"message":"250 Message Queued...","status":"success"}"#)

    /// No call makes templates; an operator does.
    private func template(_ desk: SendCleanDesk) async throws -> String {
        let create = try #require(desk.desk.platform.connection.resources[.template]?.operations.create)
        let outcome = try await create.submit(
            nil,
            FormValues([
                "account": desk.account.username, "name": "welcome", "subject": "Welcome, {{Name}}",
                "html": "<p>Hello {{Name}}</p>", "text": "Hello {{Name}}",
            ]))
        return try #require(outcome.rows.first?.id.native)
    }

    private func subjects(_ desk: SendCleanDesk, _ id: String) async -> [String] {
        await desk.call("messages/getMessageInfo", #""x_unique_id": "\#(id)""#).list("message_data")
            .compactMap { $0["subject"] as? String }
    }

    @Test func `a template is sent by its id or its name`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let template = try await template(desk)
        for id in [template, "\"\(template)\"", #""welcome""#] {
            #expect(
                await desk.call(
                    "messages/sendTemplate",
                    #"""
                    "smtp_user_name": "\#(user)", "message": {"template_id": \#(id), "subject": "Hi",
                    "from_email": "shop@shop.example", "to": [{"email": "kim@example.test"}],
                    "dynamic_value": {"Name": "Kim", "n": 1.5}, "headers": {"X-Unique-Id": "t"}}
                    """#) == Self.queued)
        }
        #expect(await subjects(desk, "t") == ["Hi", "Hi", "Hi"])
    }

    /// §8: `getMessageInfo` tells the `subject` of what was sent.
    @Test func `a subject is told as each recipient has it`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        _ = try await template(desk)
        await desk.call(
            "messages/sendTemplate",
            #"""
            "smtp_user_name": "\#(user)", "message": {"template_id": "welcome", "dynamic_value": {"Name": "Kim"},
            "to": [{"email": "kim@example.test"}], "headers": {"X-Unique-Id": "t"}}
            """#)
        #expect(await subjects(desk, "t") == ["Welcome, Kim"])
    }

    @Test func `a template that is unknown or another account's is refused`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let foreign = try await template(try await desk.neighbour())
        let to = #""to": [{"email": "kim@example.test"}]"#
        for id in ["9", foreign, "welcome"] {
            #expect(
                await desk.call(
                    "messages/sendTemplate",
                    #""smtp_user_name": "\#(user)", "message": {"template_id": "\#(id)", \#(to)}"#)
                    == .invalid("template_id “\(id)” is unknown"))
        }
        #expect(
            await desk.call("messages/sendTemplate", #""smtp_user_name": "\#(user)", "message": {\#(to)}"#)
                == .invalid("template_id is required"))
    }

    @Test func `the call by GET has everything in its query`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let template = try await template(desk)
        let query =
            "owner_id=\(desk.account.ownerID)&token=\(desk.account.apiKey.reveal())&smtp_user_name=\(user)"
            + "&template_id=\(template)&subject=Hi+there&from_email=shop%40shop.example"
        #expect(
            await desk.ask(
                "GET", "messages/sendTemplateHTTPGet",
                query: query + "&to=kim%40example.test&dynamic_value[Name]=Kim&dynamic_value%5Bcity%5D=Roma")
                == Self.queued)
        #expect(
            await desk.ask("GET", "messages/sendTemplateHTTPGet", query: query) == .invalid("to is required"))
        #expect(
            await desk.ask("GET", "messages/sendTemplateHTTPGet", query: "to=kim%40example.test")
                == .error(401, "AuthenticationError", "Token MissMatch"))
    }
}
