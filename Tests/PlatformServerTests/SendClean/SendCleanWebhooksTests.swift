import Foundation
import TestSupport
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §7
@Suite struct SendCleanWebhooksTests {
    private typealias Answer = SendCleanDesk.Answer
    private static let url = "https://shop.example/hook"
    private static let added = Answer.success(#"{"message":"Webhook Added","status":"success"}"#)

    /// The id of the only webhook.
    private func number(_ desk: SendCleanDesk) async throws -> String {
        try #require(
            await desk.call("settings/listWebhook").list("webhook_list").first?["webhook_id"] as? String)
    }

    @Test func `a webhook is added without an id, which the list tells`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call(
                "settings/addWebhook",
                #""url": "\#(Self.url)", "event": "open, click", "description": "shop", "store_log": "Enable""#
            )
                == Self.added)
        let listed = await desk.call("settings/listWebhook")
        let item = try #require(listed.list("webhook_list").first)
        let number = try #require(item["webhook_id"] as? String)
        let key = try #require(item["key"] as? String)
        #expect(number.wholeMatch(of: /[0-9]{21}/) != nil && key.count >= 20)
        #expect(
            listed
                == .success(
                    #"{"status":"success","webhook_list":[{"create_date":1436782800,"description":"shop","event":"open,click","key":"\#(key)","store_log":"Enable","url":"\#(Self.url)","webhook_id":"\#(number)"}]}"#
                ))
        #expect(
            await desk.call("settings/getWebhookInfo", #""webhook_id": "\#(number)""#)
                == .success(
                    #"{"status":"success","webhook_data":{"create_date":1436782800,"description":"shop","event":"open,click","key":"\#(key)","last_success":0,"store_log":"Enable","total_event":0,"url":"\#(Self.url)","webhook_id":"\#(number)"}}"#
                ))
    }

    @Test(arguments: ["", #", "event": null"#, #", "event": "spam,hard_bounce,soft_bounce,click,open,send""#])
    func `no event means all of them`(event: String) async throws {
        let desk = try await SendCleanDesk()
        #expect(await desk.call("settings/addWebhook", #""url": "\#(Self.url)"\#(event)"#) == Self.added)
        let item = await desk.call("settings/listWebhook").list("webhook_list")[0]
        #expect(item["event"] as? String == "send,open,click,soft_bounce,hard_bounce,spam")
        #expect(item["store_log"] as? String == "Disable" && item["description"] as? String == "")
    }

    @Test(arguments: [
        ("", "url is required"), (#""url": "shop.example/hook""#, "url: “shop.example/hook” is no URL."),
        (#""url": "ftp://shop.example""#, "url: “ftp://shop.example” is no URL."),
        (#""url": "https://shop.example", "event": "open,bounce""#, "event “bounce” is unknown"),
        (#""url": "https://shop.example", "event": "all""#, "event “all” is unknown"),
        (#""url": "https://shop.example", "event": ["open"]"#, "event must be a text"),
        (#""url": "https://shop.example", "store_log": "Yes""#, "store_log must be Enable or Disable"),
    ])
    func `what is wrong with a webhook is told by its name`(members: String, message: String) async throws {
        let desk = try await SendCleanDesk()
        #expect(await desk.call("settings/addWebhook", members) == .invalid(message))
        #expect(await desk.call("settings/listWebhook").list("webhook_list").isEmpty)
    }

    @Test func `an edit needs the URL and leaves what it does not name`() async throws {
        let desk = try await SendCleanDesk()
        await desk.call(
            "settings/addWebhook", #""url": "\#(Self.url)", "event": "open", "description": "shop""#)
        let number = try await number(desk)
        #expect(
            await desk.call("settings/editWebhook", #""webhook_id": "\#(number)""#)
                == .invalid("url is required"))
        // Some languages write long ids as numbers.
        #expect(
            await desk.call(
                "settings/editWebhook", #""webhook_id": \#(number), "url": "https://shop.example/b""#)
                == .success(#"{"message":"Webhook Edited","status":"success"}"#))
        let item = await desk.call("settings/listWebhook").list("webhook_list")[0]
        #expect(item["url"] as? String == "https://shop.example/b" && item["webhook_id"] as? String == number)
        #expect(item["event"] as? String == "open" && item["description"] as? String == "shop")
    }

    /// The TypeScript client misspells the call.
    @Test(arguments: ["settings/keyResetWebhook", "settings/keyRestWebhook"])
    func `a reset gives a new key`(call: String) async throws {
        let desk = try await SendCleanDesk()
        await desk.call("settings/addWebhook", #""url": "\#(Self.url)""#)
        let number = try await number(desk)
        let old = await desk.call("settings/listWebhook").list("webhook_list")[0]["key"] as? String
        let reset = await desk.call(call, #""webhook_id": "\#(number)""#)
        let key = try #require(reset.json["key"] as? String)
        #expect(
            reset
                == .success(
                    #"{"key":"\#(key)","message":"Webhook key reseted","status":"success","webhook_id":"\#(number)"}"#
                ))
        #expect(key != old)
        #expect(await desk.call("settings/listWebhook").list("webhook_list")[0]["key"] as? String == key)
    }

    @Test func `a webhook is deleted once`() async throws {
        let desk = try await SendCleanDesk()
        await desk.call("settings/addWebhook", #""url": "\#(Self.url)""#)
        let number = try await number(desk)
        #expect(
            await desk.call("settings/deleteWebhook", #""webhook_id": "\#(number)""#)
                == .success(#"{"message":"Webhook Deleted","status":"success"}"#))
        #expect(
            await desk.call("settings/deleteWebhook", #""webhook_id": "\#(number)""#)
                == .invalid("webhook_id “\(number)” is unknown"))
        #expect(
            await desk.call("settings/listWebhook") == .success(#"{"status":"success","webhook_list":[]}"#))
    }

    @Test(arguments: ["editWebhook", "keyResetWebhook", "getWebhookInfo", "deleteWebhook"])
    func `an unknown webhook and another account's are refused alike`(call: String) async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        await other.call("settings/addWebhook", #""url": "\#(Self.url)""#)
        let foreign = try await number(other)
        let before = await other.call("settings/listWebhook")
        for number in ["1", foreign] {
            #expect(
                await desk.call(
                    "settings/\(call)", #""webhook_id": "\#(number)", "url": "https://a.example""#)
                    == .invalid("webhook_id “\(number)” is unknown"))
        }
        #expect(await desk.call("settings/\(call)") == .invalid("webhook_id is required"))
        #expect(await other.call("settings/listWebhook") == before)
    }

    @Test(arguments: ["POST", "GET"])
    func `a URL that blesses is kept, by whichever method it does`(method: String) async throws {
        let desk = try await SendCleanDesk(checksWebhooks: true)
        let hook = try await ScriptedServer()
        hook.answer(method, "/hook", .html("<p>God bless you, SendClean</p>"))
        #expect(await desk.call("settings/addWebhook", #""url": "\#(hook.url)/hook""#) == Self.added)
    }

    @Test func `a URL that does not bless is refused, and an edit to one changes nothing`() async throws {
        let desk = try await SendCleanDesk(checksWebhooks: true)
        let hook = try await ScriptedServer()
        hook.answer("POST", "/hook", .html("God bless you, SendClean"))
        hook.answer("POST", "/other", .html("ok"))
        hook.answer("GET", "/other", .html("ok"))
        let refusal = Answer.invalid("url: The URL did not answer “God bless you, SendClean”.")
        #expect(await desk.call("settings/addWebhook", #""url": "\#(hook.url)/other""#) == refusal)
        #expect(await desk.call("settings/addWebhook", #""url": "\#(hook.url)/hook""#) == Self.added)
        let number = try await number(desk)
        let edit = await desk.call(
            "settings/editWebhook", #""webhook_id": "\#(number)", "url": "\#(hook.url)/other""#)
        #expect(edit == refusal)
        let item = await desk.call("settings/listWebhook").list("webhook_list")[0]
        #expect(item["url"] as? String == "\(hook.url)/hook")
    }

    @Test func `a URL that cannot be reached is refused`() async throws {
        let desk = try await SendCleanDesk(checksWebhooks: true)
        let hook = try await ScriptedServer()
        try await hook.stop()
        let answer = await desk.call("settings/addWebhook", #""url": "\#(hook.url)/hook""#)
        #expect(answer.status == 400 && answer.json["name"] as? String == "ValidationError")
        #expect((answer.json["message"] as? String)?.hasPrefix("url: ") == true)
    }
}
