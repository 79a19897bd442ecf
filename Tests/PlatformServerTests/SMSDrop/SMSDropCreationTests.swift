import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Making campaigns (§5).
@Suite struct SMSDropCreationTests {
    private static let keys: Set<String> = [
        "id", "title", "message", "message_type", "sender", "recipient_list", "defer_until", "defer_by",
        "status",
        "delivery_percentage", "message_count", "sms_count",
    ]

    /// What release 1.0.0 sends for `send_message("hi", "Max", "+22963588213")`: all its fields but `created_at` (§5).
    private static let noisy = #"""
        {"message": "hi", "sender": "Max", "recipient_list": ["+22963588213"], "message_type": 0,
        "defer_until": null, "defer_by": null, "id": null, "title": null, "delivery_percentage": 0,
        "message_count": 0, "sms_count": 1, "status": "PENDING"}
        """#
    /// The same from release 0.1.0, which drops what is null, empty or 0 (§5).
    private static let sparse = #"{"message": "hi", "sender": "Max", "recipient_list": ["+22963588213"]}"#

    @Test(arguments: [noisy, sparse]) func `both clients' requests are launched`(request: String) async throws
    {
        let desk = try await SMSDropDesk()
        let answer = await desk.post("api/campaigns/", request)
        #expect(answer.status == 200)
        #expect(answer.keys == Self.keys.union(["created_at"]))
        #expect(UUID(uuidString: answer.id) != nil)
        #expect(answer.object["title"] as? String == "Campaign 1")
        #expect(answer.object["message"] as? String == "hi")
        #expect(answer.object["message_type"] as? Int == 0)
        #expect(answer.object["recipient_list"] as? [String] == ["+22963588213"])
        #expect(answer.object["defer_until"] is NSNull && answer.object["defer_by"] is NSNull)
        #expect(answer.state == "PENDING")
        #expect(answer.object["delivery_percentage"] as? Double == 0)
        #expect(answer.object["message_count"] as? Int == 1)
        #expect(answer.object["sms_count"] as? Int == 1)
        #expect(answer.object["created_at"] as? String == "2026-03-01T12:00:05.250000+00:00")
    }

    @Test func `the older form leaves the time of making out and differs in nothing else`() async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.post("campaigns/", Self.sparse)
        #expect(answer.status == 200)
        #expect(answer.keys == Self.keys)
        #expect(await desk.get("campaigns/\(answer.id)").keys == Self.keys)
        #expect(await desk.get("campaigns/").list.map { Set($0.keys) } == [Self.keys])
        #expect(await desk.get("api/campaigns/\(answer.id)").keys == Self.keys.union(["created_at"]))
    }

    @Test func `what only answers mean is ignored, whatever stands there`() async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.launch(
            more: #", "id": 7, "status": "NO", "delivery_percentage": "x", "sms_count": [], "foreign": {}"#)
        #expect(answer.status == 200)
        #expect(answer.state == "PENDING" && answer.object["sms_count"] as? Int == 1)
    }

    @Test func `each number is paid for in parts, repeats too, and given back as it was written`()
        async throws
    {
        let desk = try await SMSDropDesk(credits: 10)
        let numbers = ["+22963588213", "22963588214", "+22963588213"]
        let answer = await desk.launch(numbers, message: String(repeating: "a", count: 161))
        #expect(answer.status == 200)
        #expect(answer.object["recipient_list"] as? [String] == numbers)
        #expect(answer.object["sms_count"] as? Int == 2)
        #expect(answer.object["message_count"] as? Int == 3)
        #expect(await desk.credits() == 4)
    }

    @Test(arguments: [
        (0, "a", 160, 1), (0, "a", 161, 2), (0, "a", 306, 2), (0, "a", 307, 3), (1, "a", 161, 2),
        (2, "a", 70, 1),
        (2, "a", 71, 2), (2, "a", 134, 2), (2, "a", 135, 3), (0, "€", 80, 1), (0, "€", 81, 2),
    ])
    func `parts are counted by the alphabet`(type: Int, letter: String, count: Int, parts: Int) async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.launch(
            message: String(repeating: letter, count: count), more: #", "message_type": \#(type)"#)
        #expect(answer.object["message_type"] as? Int == type)
        #expect(answer.object["sms_count"] as? Int == parts)
    }

    @Test func `too few credits store the campaign, answer 201 and take nothing`() async throws {
        let desk = try await SMSDropDesk(credits: 2)
        let answer = await desk.launch(["+22963588213", "+22963588214", "+22963588215"])
        #expect(answer.status == 201)
        #expect(answer.state == "ABORTED")
        #expect(answer.object["message_count"] as? Int == 0)
        #expect(await desk.credits() == 2)
        #expect(await desk.get("api/campaigns/\(answer.id)").state == "ABORTED")
    }

    @Test func `a title that is given stays, one that is empty is made up`() async throws {
        let desk = try await SMSDropDesk()
        #expect(
            await desk.launch(more: #", "title": "Test Campaign""#).object["title"] as? String
                == "Test Campaign")
        #expect(await desk.launch(more: #", "title": """#).object["title"] as? String == "Campaign 2")
    }

    @Test func `a campaign is the board's too, under the account's name in its trail`() async throws {
        let desk = try await SMSDropDesk()
        await desk.launch(["+22963588213", "+22963588214"], more: #", "title": "Test Campaign""#)
        let row = try await desk.row("Test Campaign")
        #expect(row["state"].plainText == "preparing")
        #expect(row["audience"].plainText == "2 numbers")
        #expect(row["account"].plainText == desk.email)
        let trail = try #require(desk.desk.platform.connection.resources[.audit]?.operations.list)
        let entries = try await trail.page(ListRequest(limit: 2)).items
        #expect(entries.map { $0["what"].plainText } == ["launch", "create"])
        #expect(entries.allSatisfy { $0["who"].plainText.hasPrefix("ops@shop.example@smsdrop") })
    }
}
