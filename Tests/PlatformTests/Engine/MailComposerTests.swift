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

    @Test(arguments: ["List-Unsubscribe", "list-unsubscribe-post"])
    func `where the caller says how one unsubscribes, we say nothing of it`(name: String) throws {
        var message = FrozenMessage(from: "news@shop.example")
        message.headers = [MailHeader(name, "theirs")]
        var source = MailSource(submission: 1, message: message, date: Date(timeIntervalSince1970: 0))
        source.campaign = 1
        source.setup.links = TrackingLinks(host: "links.shop.example")
        let addressee = MailAddressee(
            delivery: 1, submission: 1, mailbox: Mailbox("kim@x.example"), values: [:])
        let composer = MailComposer(source, Vault(key: Array(repeating: 7, count: 32)))
        let read = try MailReader(composer.write(to: addressee, messageID: "<1@a.example>").bytes)
        let told = read.head.filter { $0.name.lowercased().hasPrefix("list-unsubscribe") }
        #expect(told.map(\.value) == ["theirs"])
        #expect(read["List-Id"] != nil)
    }
}
