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
}
