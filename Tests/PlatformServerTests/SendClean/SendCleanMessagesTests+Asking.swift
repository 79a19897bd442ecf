import Mail
import ServiceCore
import Testing

@testable import Platform
@testable import PlatformServer

/// What is told of a message that was sent.
extension SendCleanMessagesTests {
    @Test func `an unknown id tells of no message, and another account's id as well`() async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        let user = try await other.user()
        _ = await send(
            other, user,
            #""text": "x", "to": [{"email": "kim@example.test"}], "headers": {"X-Unique-Id": "m-1"}"#)
        for id in ["m-1", "m-2"] {
            #expect(
                await desk.call("messages/getMessageInfo", #""x_unique_id": "\#(id)""#)
                    == .success(#"{"message_data":[],"status":"success"}"#))
        }
        #expect(await info(other, "m-1").count == 1)
        #expect(await desk.call("messages/getMessageInfo") == .invalid("x_unique_id is required"))
    }

    @Test func `rows are told a hundred at a time, after those that are skipped`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let people = (1...130).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        #expect(
            await send(desk, user, #""text": "x", "to": [\#(people)], "headers": {"X-Unique-Id": "m"}"#)
                == Self.queued)
        for (skipped, count, first) in [("0", 100, "p1"), (#""100""#, 30, "p101"), ("130", 0, "")] {
            let items = await desk.call(
                "messages/getMessageInfo", #""x_unique_id": "m", "skip_page": \#(skipped)"#
            ).list("message_data")
            #expect(items.count == count)
            let address = items.first?["email"] as? String
            #expect(address == (first.isEmpty ? nil : "\(first)@example.test"))
        }
        for wrong in ["-1", "1.5", #""x""#] {
            #expect(
                await desk.call("messages/getMessageInfo", #""x_unique_id": "m", "skip_page": \#(wrong)"#)
                    == .invalid("skip_page must be a number"))
        }
    }
}
