import TestSupport
import Testing

@testable import SMTP

/// One message in is one message out, whatever is in it and however the relay reads lines.
///
/// Case X2.
@Suite struct SmugglingTests {
    private static let attempts = [
        "a\r\n.\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nx\r\n.\r\n",
        "a\n.\nMAIL FROM:<evil@example.com>\n", "a\n.\r\nMAIL FROM:<evil@example.com>\r\n",
        "a\r.\rMAIL FROM:<evil@example.com>\r", "a\r\n.\nMAIL FROM:<evil@example.com>\n",
        "a\r\n.\rMAIL FROM:<evil@example.com>\r", "a\r\r\n.\r\r\nMAIL FROM:<evil@example.com>\r\n",
        "a\n\r.\n\rMAIL FROM:<evil@example.com>\r\n", ".", "\r\n.", ".\r\n.\r\n", "\r", "\n.\n",
    ]

    @Test(arguments: attempts, [true, false])
    func `no text ends its message early`(_ text: String, _ takesBareLF: Bool) async throws {
        for announced in [["PIPELINING"], ["CHUNKING"]] {
            var script = RelayScript(announced)
            script.takesBareLF = takesBareLF
            let world = try await SessionWorld(script)
            let session = try await world.opened()
            for id in Int64(1)...2 {
                let result = try await session.send(.test(id, text: "Subject: x\r\n\r\n" + text))
                #expect(result.outcomes.first?.fault == nil)
            }
            await session.quit()
            await world.relay.deserted()
            #expect(world.relay.accepted.map(\.sender) == ["news@example.com", "news@example.com"])
            let expected = try MessageContent(Array(("Subject: x\r\n\r\n" + text).utf8)).bytes
            #expect(world.relay.accepted.map(\.bytes) == [expected, expected])
            #expect(world.relay.commands.filter { $0.line.hasPrefix("MAIL") }.count == 2)
        }
    }
}
