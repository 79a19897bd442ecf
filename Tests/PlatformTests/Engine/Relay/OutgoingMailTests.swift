import Foundation
import Mail
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// What a relay is given of a launch: envelope, headers, links and signatures, read by what shares no code with the writer.
///
/// Case X1.
@Suite struct OutgoingMailTests {
    private static let page = """
        <html><body><p>¡Hola {{first_name|friend}}!</p>
        <a href="https://shop.example/sale?for={{first_name}}&amp;n=1">Sale</a> <a href='https://shop.example/'>Shop</a>
        <a href="mailto:help@shop.example">Help</a> <a href="#top">Top</a> <a href="https://{{host}}/x">No</a>
        <a href="{{unsubscribe_url}}">Leave</a></body></html>
        """

    /// A launch of the page above, with everything set up that goes into messages.
    private func world(contacts: Int = 3) async throws -> RelayBench {
        let world = try await RelayBench(contacts: contacts)
        let bench = world.bench
        try await bench.store.setMeta(.bounceDomain, to: "bounces.example")
        try await bench.write(
            "UPDATE account SET short_name = 'shop', tracks_opens = 1, tracks_links = 1, tracks_unsubscribes = 1"
        )
        try await bench.write(
            """
            INSERT INTO tracking_domain (account, name, tracking_state, created_at)
            VALUES (?, 'links.shop.example', 'right', 0)
            """, [bench.account])
        try await bench.write("UPDATE content SET bytes = CAST(? AS BLOB)", [Self.page])
        try await bench.write("UPDATE submission SET html_content = text_content, text_content = NULL")
        try await bench.write("UPDATE contact SET first_name = 'Ana María' WHERE numid = 1")
        return world
    }

    private func mail(to recipient: String, of world: RelayBench) throws -> AcceptedMessage {
        try #require(world.relay.accepted.first { $0.recipients.first?.hasPrefix(recipient) == true })
    }

    /// The token that stands in a text behind a mark, up to the next that is no letter of one.
    private func token(_ text: String, after mark: String, _ kind: MailToken.Kind, _ world: RelayBench)
        -> MailToken?
    {
        guard let start = text.range(of: mark)?.upperBound else { return nil }
        let name = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        let alphabet: MailToken.Alphabet = mark.hasPrefix("/") ? .link : .address
        return MailToken(name, as: kind, in: alphabet, by: world.bench.store.vault)
    }

    @Test func `failures come back to an address that names the delivery`() async throws {
        let world = try await world()
        _ = try await world.engine().drain()
        for message in world.relay.accepted {
            let named = try #require(token(message.sender, after: "b", .bounce, world))
            let address = try await world.bench.text(
                "SELECT coalesce(written, address) FROM delivery WHERE id = ?", [named.delivery])
            #expect([address] == message.recipients)
            #expect(message.sender.hasSuffix("@bounces.example"))
        }
        #expect(Set(world.relay.accepted.map(\.sender)).count == 3)
    }

    @Test func `without a bounce domain failures come to the sender`() async throws {
        let world = try await world(contacts: 1)
        try await world.bench.store.setMeta(.bounceDomain, to: nil)
        _ = try await world.engine().drain()
        #expect(world.relay.accepted.map(\.sender) == ["news@shop.example"])
        #expect(world.relay.accepted[0].header("List-Unsubscribe")?.contains("mailto:") == false)
    }

    @Test func `one click unsubscribes, over TLS and by mail, and the headers are ours alone`() async throws {
        let world = try await world(contacts: 1)
        _ = try await world.engine().drain()
        let read = try MailReader(mail(to: "person1@", of: world).bytes)
        #expect(
            read.head.map(\.name) == [
                "Date", "From", "To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post",
                "List-Id", "Feedback-ID", "MIME-Version", "Content-Type",
            ])
        let ways = try #require(read["List-Unsubscribe"])
        #expect(ways.hasPrefix("<https://links.shop.example/t/u/") && ways.hasSuffix("@bounces.example>"))
        #expect(token(ways, after: "/t/u/", .unsubscribe, world)?.delivery == 1)
        #expect(token(ways, after: "mailto:u", .unsubscribe, world)?.delivery == 1)
        #expect(read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click")
        #expect(read["List-Id"] == "<shop.shop.example>")
        #expect(read["Feedback-ID"] == "1:shop:launch:sendboard")
    }

    @Test func `links lead through rows, and what is no link of the web stays`() async throws {
        let world = try await world(contacts: 2)
        _ = try await world.engine().drain()
        let rows = try await world.bench.store.read { db in
            try SQLRow.fetchAll(db, "SELECT url, id FROM link ORDER BY id").map {
                ($0[0] as String, $0[1] as Int64)
            }
        }
        #expect(
            rows.map(\.0) == [
                "https://shop.example/sale?for={{first_name}}&n=1", "https://shop.example/",
            ])
        for number in [1, 2] {
            let parts = try MailReader(mail(to: "person\(number)@", of: world).bytes).parts
            let page = try parts[1].text
            let clicks = page.components(separatedBy: "https://links.shop.example/t/c/").dropFirst().map {
                token("/" + $0, after: "/", .click, world)
            }
            #expect(clicks.map { $0?.link } == rows.map(\.1))
            #expect(clicks.allSatisfy { $0?.delivery == Int64(number) })
            #expect(page.contains("mailto:help@shop.example") && page.contains("\"#top\""))
            #expect(page.contains("href=\"https:///x\"") && !page.contains("https://shop.example"))
            #expect(token(page, after: "Leave", .click, world) == nil)
            #expect(token(page, after: "/t/u/", .unsubscribe, world)?.delivery == Int64(number))
            #expect(page.contains(".gif\" width=\"1\" height=\"1\" alt=\"\"></body>"))
            #expect(token(page, after: "/t/o/", .open, world)?.delivery == Int64(number))
            let text = try parts[0].text
            #expect(text.contains(number == 1 ? "¡Hola Ana María!" : "¡Hola friend!"))
            #expect(text.contains("<https://shop.example/>") && !text.contains("/t/c/"))
        }
    }

    @Test func `an account that tracks nothing has its links left alone`() async throws {
        let world = try await world(contacts: 1)
        try await world.bench.write(
            "UPDATE account SET tracks_opens = 0, tracks_links = 0, tracks_unsubscribes = 0")
        _ = try await world.engine().drain()
        let page = try MailReader(mail(to: "person1@", of: world).bytes).parts[1].text
        #expect(page.contains("https://shop.example/sale?for=Ana%20Mar%C3%ADa&amp;n=1"))
        #expect(!page.contains("/t/c/") && !page.contains("/t/o/"))
        #expect(try await world.bench.number("SELECT count(*) FROM link") == 0)
    }

    @Test(arguments: [DKIMKey.Algorithm.rsa, .ed25519])
    func `what has a key is signed, and what is kept is what was signed`(algorithm: DKIMKey.Algorithm)
        async throws
    {
        let world = try await world()
        let record = try await sign(world, algorithm)
        let archived = try #require(
            try await world.bench.text("SELECT message FROM submission")?.replacing(
                "{", with: "{\"archives\":true,", maxReplacements: 1))
        try await world.bench.write("UPDATE submission SET message = ?", [archived])
        _ = try await world.engine().drain()
        #expect(world.relay.accepted.count == 3)
        for message in world.relay.accepted {
            #expect(
                DKIMVerifier.fault(message.bytes) { $0 == "s1._domainkey.shop.example" ? record : nil } == nil
            )
            let names = try DKIMVerifier.signedNames(message.bytes)
            #expect(names.contains("list-unsubscribe") && names.contains("list-unsubscribe-post"))
            let kept = try await world.bench.store.read { db in
                try Data.fetchOne(
                    db,
                    """
                    SELECT a.sha256 FROM archive a JOIN delivery d ON d.id = a.delivery
                    WHERE coalesce(d.written, d.address) = \(message.recipients[0])
                    """)
            }
            #expect(kept == Data(WrittenMail(message.bytes).sha256))
        }
    }

    /// - Returns: the record of the key that signs from then on.
    private func sign(_ world: RelayBench, _ algorithm: DKIMKey.Algorithm) async throws -> String {
        let key = try DKIMKey(algorithm)
        let sealed = try world.bench.store.vault.seal(key.privateKey, for: .dkimKey)
        try await world.bench.write(
            "UPDATE sender SET dkim_selector = 's1', dkim_key_sealed = ?, dkim_value = ?",
            [sealed, key.record])
        return key.record
    }

    @Test(.enabled(if: PythonMail.canRead, "no python3 is installed"))
    func `another parser finds our headers and nothing wrong`() async throws {
        let world = try await world(contacts: 1)
        _ = try await sign(world, .ed25519)
        _ = try await world.engine().drain()
        let read = try PythonMail.read(mail(to: "person1@", of: world).bytes)
        #expect(read.defects == [])
        #expect(
            read.names == [
                "DKIM-Signature", "Date", "From", "To", "Subject", "Message-ID", "List-Unsubscribe",
                "List-Unsubscribe-Post", "List-Id", "Feedback-ID", "MIME-Version", "Content-Type",
            ])
        #expect(read["Subject"] == "Spring")
        #expect(read.parts.count == 2)
        #expect(String(decoding: read.parts[1], as: UTF8.self).contains("¡Hola Ana María!"))
    }

    @Test(.enabled(if: PythonMail.canVerify, "python3-dkim is not installed"))
    func `another verifier takes both signatures of an address with a key on a domain with one`() async throws
    {
        let world = try await world(contacts: 2)
        let edwards = try await sign(world, .ed25519)
        let key = try DKIMKey(.rsa)
        let sealed = try world.bench.store.vault.seal(key.privateKey, for: .dkimKey)
        try await world.bench.write(
            """
            INSERT INTO sending_domain (account, name, dkim_selector, dkim_key_sealed, created_at)
            VALUES (?, 'shop.example', 's2', ?, 0)
            """, [world.bench.account, sealed])
        _ = try await world.engine().drain()
        let records = [
            "s1._domainkey.shop.example": edwards, "s2._domainkey.shop.example": key.record,
        ]
        for message in world.relay.accepted {
            #expect(try PythonMail.verify(message.bytes, records: records) == [true, true])
        }
    }

    @Test func `a key that cannot be opened leaves messages unsigned, and they go`() async throws {
        let world = try await world(contacts: 1)
        try await world.bench.write("UPDATE sender SET dkim_selector = 's1', dkim_key_sealed = x'0102'")
        _ = try await world.engine().drain()
        #expect(try MailReader(mail(to: "person1@", of: world).bytes)["DKIM-Signature"] == nil)
    }

    @Test func `what is set up in the middle of a launch counts from then on`() async throws {
        let world = try await world(contacts: 40)
        let engine = try await world.engine()
        try await engine.submit(try await engine.step())
        let first = world.relay.accepted.count
        try await world.bench.store.setMeta(.bounceDomain, to: "new.example")
        _ = try await engine.drain()
        let senders = world.relay.accepted.map { String($0.sender.drop { $0 != "@" }) }
        #expect(first > 0 && first < 40)
        #expect(senders.count { $0 == "@bounces.example" } == first)
        #expect(senders.count { $0 == "@new.example" } == 40 - first)
    }

    @Test func `an address in UTF-8 is not sent where the relay takes none, and not counted against anybody`()
        async throws
    {
        let world = try await RelayBench(RelayScript(["8BITMIME"]), contacts: 2)
        try await world.bench.write("UPDATE contact SET email = 'jürgen@b.example' WHERE numid = 1")
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 1, .notSent: 1])
        let reason = try await world.bench.text("SELECT reason FROM delivery WHERE reason IS NOT NULL")
        #expect(reason == "the relay takes no addresses or headers in UTF-8")
        #expect(try await world.bench.number("SELECT sum(hard_count) FROM contact") == 0)
    }

    @Test func `what nobody is told the failure of leaves with an empty sender`() async throws {
        let world = try await world(contacts: 1)
        let frozen = try #require(try await world.bench.text("SELECT message FROM submission"))
        try await world.bench.write(
            "UPDATE submission SET message = ?", ["{\"envelopeSender\":\"\"," + frozen.dropFirst()])
        _ = try await world.engine().drain()
        #expect(world.relay.accepted.map(\.sender) == [""])
    }
}
