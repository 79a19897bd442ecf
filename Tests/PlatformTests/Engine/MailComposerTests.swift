import FoundationEssentials
import Mail
import TestSupport
import Testing

@testable import Platform

@Suite struct MailComposerTests {
    @Test(arguments: [
        ("a@bücher.example", "a@xn--bcher-kva.example"), ("a@日本語.example", "a@xn--wgv71a119e.example"),
        ("a,b@c.example", "\"a,b\"@c.example"), ("nobody", "nobody"),
    ])
    func `whoever is named in the head has a domain in ASCII`(_ address: String, _ written: String) throws {
        var message = FrozenMessage(from: address)
        message.replyTo = address
        message.cc = [Mailbox(address)]
        let source = MailSource(submission: 1, message: message, date: Date(timeIntervalSince1970: 0))
        let addressee = MailAddressee(
            delivery: 1, submission: 1, mailbox: Mailbox(address, name: "Kim"), values: [:])
        let mail = MailComposer(source, Vault(key: Array(repeating: 7, count: 32))).write(
            to: addressee, messageID: "<1@a.example>")
        let read = try MailReader(mail.bytes)
        for name in ["From", "Reply-To", "Cc"] { #expect(read[name] == written) }
        #expect(read["To"] == "Kim <\(written)>")
    }
}
