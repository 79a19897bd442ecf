import CryptoExtras
import Foundation
import Mail
import TestSupport
import Testing

/// Signatures hold by two verifiers that share nothing with what makes them.
@Suite struct DKIMSignerTests {
    /// A key, and the record that a verifier finds.
    struct Key: Sendable, CustomTestStringConvertible {
        let name: String
        let key: DKIMSigningKey
        let record: String

        var testDescription: String { name }
        var signer: DKIMSigner { DKIMSigner(domain: "shop.example", selector: name, key: key) }
    }

    private static let keys: [Key] = {
        // Of RFC 8463, appendix A.
        let edwards = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="
        // A machine that cannot make one tests nothing.
        let rsa = try! _RSA.Signing.PrivateKey(keySize: .bits2048)
        return [
            Key(
                name: "edwards", key: DKIMSigningKey(edwards)!,
                record: "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            Key(
                name: "rsa", key: DKIMSigningKey(rsa.pemRepresentation)!,
                record: "v=DKIM1; k=rsa; p=\(rsa.publicKey.derRepresentation.base64EncodedString())"),
        ]
    }()

    private func mail(_ text: String = "Hi.\n\nWe lost  the game. \n\n\n", headers: [MailHeader] = [])
        -> WrittenMail
    {
        var head = MailHead(
            from: Mailbox("news@shop.example", name: "Señor Shop"), to: [Mailbox("ana@x.example")],
            subject: "¡Hola! \(String(repeating: "long ", count: 40))", date: Date(timeIntervalSince1970: 0),
            messageID: "<1@shop.example>")
        head.headers = headers
        var random = SeededRandom(3)
        return WrittenMail(head, MailBody(html: "<p>\(text)</p>", text: text).part.written(&random))
    }

    private static func records(_ keys: [Key] = keys) -> [String: String] {
        Dictionary(uniqueKeysWithValues: keys.map { ("\($0.name)._domainkey.shop.example", $0.record) })
    }

    /// The verifier itself is held against a signature that others made.
    @Test func `the message of RFC 8463, appendix A, passes`() {
        let message = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.

            """.replacing("\n", with: "\r\n")
        let record = Self.keys[0].record
        #expect(DKIMVerifier.fault(Array(message.utf8)) { _ in record } == nil)
        let other = message.replacing("hungry", with: "Hungry")
        #expect(DKIMVerifier.fault(Array(other.utf8)) { _ in record } == "bh=")
        let renamed = message.replacing("Joe SixPack", with: "Joe Sixpack")
        #expect(DKIMVerifier.fault(Array(renamed.utf8)) { _ in record } == "b=")
    }

    @Test(arguments: keys, [0, 1, 2])
    func `a signature holds, and is the same each time`(key: Key, place: Int) throws {
        let texts = ["Hi.\n\nWe lost  the game. \n\n\n", "", "tab\there \t\nü  \n.\n"]
        let mail = mail(texts[place])
        let signed = mail.signed(by: [key.signer])
        #expect(DKIMVerifier.fault(signed.bytes) { Self.records()[$0] } == nil)
        #expect(signed.bytes == mail.signed(by: [key.signer], bodyHash: mail.bodyHash).bytes)
        #expect(Array(signed.bytes.suffix(mail.bytes.count)) == mail.bytes)
        let lines = String(decoding: signed.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.prefix(8).allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func `From is signed once more than it is there, and what unsubscribes is signed`() throws {
        let mail = mail(headers: [
            MailHeader("List-Unsubscribe", "<https://shop.example/t/u/x>"),
            MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"), MailHeader("X-Order", "17"),
        ])
        let signed = mail.signed(by: [Self.keys[0].signer])
        let names = try DKIMVerifier.signedNames(signed.bytes)
        #expect(names.count { $0 == "from" } == 2)
        #expect(names.contains("list-unsubscribe") && names.contains("list-unsubscribe-post"))
        #expect(!names.contains("x-order"))
        let forged = Array("From: Evil <evil@x.example>\r\n".utf8) + signed.bytes
        #expect(DKIMVerifier.fault(forged) { Self.records()[$0] } == "b=")
    }

    @Test func `two keys make two signatures, and what is signed already is left alone`() throws {
        let signed = mail().signed(by: Self.keys.map(\.signer))
        #expect(try MailReader(signed.bytes).head.count { $0.name == "DKIM-Signature" } == 2)
        #expect(signed.signed(by: [Self.keys[0].signer]) == signed)
        #expect(mail().signed(by: []) == mail())
    }

    @Test func `what another domain signed is signed by ours, too`() throws {
        let foreign = DKIMSigner(domain: "list.example", selector: "edwards", key: Self.keys[0].key)
        let signed = mail().signed(by: [foreign]).signed(by: [Self.keys[1].signer])
        #expect(try MailReader(signed.bytes).head.count { $0.name == "DKIM-Signature" } == 2)
        #expect(DKIMVerifier.fault(signed.bytes) { Self.records()[$0] } == nil)
        #expect(HeaderRules.fault([(name: "Dkim-Signature", value: "d=shop.example")]) != nil)
    }

    @Test(arguments: ["", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "AAAA"])
    func `what is no key makes none`(text: String) {
        #expect(DKIMSigningKey(text) == nil)
    }

    @Test(.enabled(if: PythonMail.canVerify, "python3-dkim is not installed"))
    func `python3-dkim takes every signature`() throws {
        for text in ["Hi.\n\nWe lost  the game. \n\n\n", "", "tab\there \t\nü  \n.\n"] {
            let signed = mail(text).signed(by: Self.keys.map(\.signer))
            #expect(try PythonMail.verify(signed.bytes, records: Self.records()) == [true, true])
            let changed = Array(String(decoding: signed.bytes, as: UTF8.self).utf8) + Array("x\r\n".utf8)
            #expect(try PythonMail.verify(changed, records: Self.records()) == [false, false])
        }
    }
}
