import ServiceCore
import Testing

@Suite struct MessageAudienceTests {
    @Test(arguments: [
        (MessageAudience(count: 7), nil), (MessageAudience(["a@x.test"]), "a@x.test"),
        (MessageAudience(["a@x.test", "b@x.test", "c@x.test"]), "a@x.test, b@x.test, c@x.test"),
        (
            MessageAudience(["a@x.test", "b@x.test", "c@x.test", "d@x.test"]),
            "4 recipients (a@x.test, b@x.test, c@x.test and more)"
        ),
        (
            MessageAudience(count: 4, addresses: ["a@x.test", "b@x.test"]),
            "2 people in 4 messages (a@x.test, b@x.test)"
        ),
    ])
    func `few are named, many are counted`(audience: MessageAudience, words: String?) {
        #expect(audience.words == words)
    }

    @Test func `who is left out is said as before a launch`() {
        let some = MessageAudience(count: 2, leftOut: [.init("suppressed: complaint", 1200)])
        #expect(some.remarks.map(\.sentence) == ["Not sent: 1,200 suppressed: complaint."])
        let none = MessageAudience(count: 0, leftOut: [.init("invalid", 1)])
        #expect(none.remarks.map(\.sentence) == ["Not sent: 1 invalid.", "Nobody would be sent to."])
        #expect(MessageAudience(["a@x.test"]).remarks.isEmpty)
    }
}
