import ServiceCore
import Testing

@testable import Providers

@Suite struct CallWordsTests {
    @Test(arguments: [
        ("senders.list", "“list senders”"), ("campaigns.retry", "“launch campaigns”"),
        ("smtp-users.reset-password", "“reset the password of SMTP users”"),
        ("webhooks.reset-key", "“reset the key of webhooks”"), ("account.log-in", "“log in”"),
        ("account.subscription", "“show the subscription of the account”"),
        ("sending-domains.create", "“create sending domains”"),
        ("contacts.invalid", "“list invalid contacts”"),
        ("messages.send-template-get", "“send a template”"),
    ])
    func `a person is told what was done, never its name for logs`(operation: String, words: String) {
        let call = CallContext(platform: "Dyn", connection: "dyn", operation: operation, isRead: false)
        #expect(call.deed == words)
        let lost = call.unknown("The answer was lost")
        #expect(lost.message == "The answer was lost: whether \(words) was carried out is unknown.")
        #expect(lost.origin?.operation == operation)
    }
}
