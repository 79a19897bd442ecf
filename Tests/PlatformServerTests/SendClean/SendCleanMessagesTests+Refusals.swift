import Mail
import ServiceCore
import Testing

@testable import Platform
@testable import PlatformServer

/// What is not taken, and who may not send.
extension SendCleanMessagesTests {
    @Test(arguments: [
        ("", "to is required"), (#""text": "x", "to": []"#, "to is required"),
        (#""text": "x", "to": "kim@example.test""#, "to must be a list of objects"),
        (#""text": "x", "to": ["kim@example.test"]"#, "to must be a list of objects"),
        (#""text": "x", "to": [{"name": "Kim"}]"#, "to[0].email is required"),
        (#""text": "x", "to": [{"email": "kim"}]"#, "to[0].email “kim” is no e-mail address"),
        (
            #""text": "x", "to": [{"email": "a@b.example"}, {"email": "kim@@b.example"}]"#,
            "to[1].email “kim@@b.example” is no e-mail address"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example", "type": "from"}]"#,
            "to[0].type must be to or cc or bcc"
        ),
        (#""to": [{"email": "a@b.example"}]"#, "html or text is required"),
        (#""html": " ", "text": "", "to": [{"email": "a@b.example"}]"#, "html or text is required"),
        (
            #""text": "x", "from_email": "shop", "to": [{"email": "a@b.example"}]"#,
            "from_email “shop” is no e-mail address"
        ),
        (#""text": {}, "to": [{"email": "a@b.example"}]"#, "text must be a text"),
        (#""text": "x", "to": [{"email": "a@b.example"}], "headers": ["X"]"#, "headers must be an object"),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "attachments": [{"name": "a", "content": "%%%"}]"#,
            "attachments[0].content is no Base64"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "attachments": [{"name": "a"}]"#,
            "attachments[0].content is required"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "images": [{"name": "a", "type": "text/html", "content": "eA=="}]"#,
            "images[0].type must begin with image/"
        ),
    ])
    func `what is wrong with a message is told by its place`(message: String, told: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        #expect(await send(desk, user, message) == .invalid(told))
    }

    @Test func `no message, no user and a user of another account are refused`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let foreign = try await desk.neighbour().user()
        #expect(
            await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)""#)
                == .invalid("message is required"))
        #expect(
            await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)", "message": "x""#)
                == .invalid("message must be an object"))
        #expect(await desk.call("messages/sendMail") == .invalid("smtp_user_name is required"))
        for name in ["smtp1", foreign] {
            let answer = await send(desk, name, #""text": "x", "to": [{"email": "kim@example.test"}]"#)
            #expect(answer.status == 400 && answer.json["name"] as? String == "ValidationError")
            #expect((answer.json["message"] as? String)?.contains("smtp_user_name") == true)
        }
    }

    @Test func `a disabled user sends nothing`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        await desk.call("settings/editSmtp", #""smtp_user_name": "\#(user)", "status": "Disable""#)
        let answer = await send(desk, user, #""text": "x", "to": [{"email": "kim@example.test"}]"#)
        #expect(answer.status == 400 && answer.json["name"] as? String == "ValidationError")
    }

    @Test(arguments: [(2, 100), (100, 2)])
    func `recipients that would pass a limit are refused together`(total: Int, hourly: Int) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user(total: total, hourly: hourly)
        let three = (1...3).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        let refused = await send(
            desk, user, #""text": "x", "to": [\#(three)], "headers": {"X-Unique-Id": "m"}"#)
        #expect(refused.status == 400 && refused.json["name"] as? String == "ValidationError")
        #expect(await info(desk, "m").isEmpty)
        let two = (1...2).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        #expect(await send(desk, user, #""text": "x", "to": [\#(two)]"#) == Self.queued)
        #expect(await send(desk, user, #""text": "x", "to": [{"email": "p3@example.test"}]"#).status == 400)
    }
}
