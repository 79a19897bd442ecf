import Foundation
import ServiceCore
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct DomainTests {
    private static let account = "ops@shop.example"

    private func fixture(_ zone: [String: LoopbackNameServer.Reply]) async throws -> (
        LoopbackNameServer, TemporaryPlatform
    ) {
        let server = LoopbackNameServer { zone[$0] ?? .noSuchName }
        let fixture = try await TemporaryPlatform(dnsServer: server.address)
        try await fixture.account(Self.account)
        return (server, fixture)
    }

    @Test(arguments: [ResourceKind.trackingDomain, .sendingDomain])
    func `a domain is kept in lower case, once per account, and refused where it is none`(
        kind: ResourceKind
    ) async throws {
        let (_, fixture) = try await fixture([:])
        let values = ["account": Self.account, "domain": "T.Shop.Example", "dkim_algorithm": "ed25519"]
        let made = try await fixture.create(kind, values)
        let twice = await failure { try await fixture.create(kind, values) }
        let wrong = await failure {
            try await fixture.create(kind, values.merging(["domain": "a_b.example"]) { $1 })
        }
        #expect(made.rows.map(\.name) == ["t.shop.example"])
        #expect(twice?.code == .conflict && twice?.field == "domain")
        #expect(wrong?.code == .invalid && wrong?.field == "domain")
        try await fixture.undo(made)
        #expect(try await fixture.all(kind).isEmpty)
    }

    @Test func `a tracking domain stays valid when nobody answers`() async throws {
        let (server, fixture) = try await fixture([
            "t.shop.example": .cname("Track.Sendboard.example"), "w.shop.example": .cname("else.example"),
        ])
        for name in ["t", "w", "none"] {
            try await fixture.create(
                .trackingDomain, ["account": Self.account, "domain": "\(name).shop.example"])
        }
        let rows = try await fixture.all(.trackingDomain)
        let outcome = try await fixture.perform("check", on: rows)
        #expect(outcome.rows.map { $0["cname"].plainText } == ["wrong", "right", "wrong"])
        #expect(outcome.rows.map { $0["tracking"].plainText } == ["not valid", "valid", "not valid"])
        #expect(
            outcome.findings == [
                "CNAME of none.shop.example is wrong: there is no such record; publish track.sendboard.example",
                "CNAME of t.shop.example is right",
                "CNAME of w.shop.example is wrong: it leads to else.example, not to track.sendboard.example; publish track.sendboard.example",
            ])
        #expect(outcome.message == "3 tracking domains checked: 1 right, 2 wrong")
        #expect(!outcome.isAsWished)
        let alone = try await fixture.perform("check", on: [rows[2]])
        #expect(
            alone.message
                == "CNAME of w.shop.example is wrong: it leads to else.example, not to track.sendboard.example"
        )
        let right = try await fixture.perform("check", on: [rows[1]])
        #expect(right.message == "t.shop.example is right" && right.isAsWished)
        #expect(server.queryCount >= 3)
    }

    @Test func `no answer leaves a tracking domain valid and says so`() async throws {
        let answers = Answers()
        let server = LoopbackNameServer { _ in answers.isUp ? .cname("track.sendboard.example") : .failure }
        let fixture = try await TemporaryPlatform(dnsServer: server.address)
        try await fixture.account(Self.account)
        let row = try await fixture.create(
            .trackingDomain, ["account": Self.account, "domain": "t.shop.example"]
        ).rows[0]
        _ = try await fixture.perform("check", on: [row])
        let checked = fixture.clock.now
        answers.fail()
        fixture.clock.advance(by: 60)
        let outcome = try await fixture.perform("check", on: [row])
        #expect(outcome.message.hasPrefix("CNAME of t.shop.example could not be checked: "))
        #expect(!outcome.isAsWished)
        #expect(outcome.findings.isEmpty, "its one line is the message")
        #expect(outcome.rows[0]["cname"].plainText == "right")
        #expect(outcome.rows[0]["checked"] == .date(checked))
        #expect(outcome.rows[0]["tracking"].plainText == "valid")
    }

    @Test func `a sending domain is checked for both of its records`() async throws {
        let (server, fixture) = try await fixture(["shop.example": .texts([["v=spf1 -all"]])])
        let row = try await fixture.create(
            .sendingDomain,
            ["account": Self.account, "domain": "shop.example", "dkim_algorithm": "ed25519"]
        ).rows[0]
        let outcome = try await fixture.perform("check", on: [row])
        #expect(row["dkim_selector"].plainText == "sendboard")
        #expect(outcome.findings.count == 2)
        #expect(outcome.findings[0].contains("DKIM at sendboard._domainkey.shop.example is wrong"))
        #expect(outcome.findings[1].contains("found v=spf1 -all; publish include:spf.sendboard.example"))
        #expect(outcome.message.hasPrefix("DKIM of shop.example is missing; it should be v=DKIM1; k=ed25519"))
        #expect(
            outcome.message.hasSuffix(
                "; SPF of shop.example is wrong: it does not lead to spf.sendboard.example"))
        #expect(!outcome.isAsWished)
        #expect(server.queryCount == 2)
    }

    @Test func `a domain without an SPF record is told the whole of it`() async throws {
        let (server, fixture) = try await fixture(["shop.example": .texts([["site=1"]])])
        let row = try await fixture.create(
            .sendingDomain, ["account": Self.account, "domain": "shop.example"]
        ).rows[0]
        let outcome = try await fixture.perform("check", on: [row])
        #expect(
            outcome.findings.last
                == "SPF of shop.example is wrong: there is no such record; publish "
                + "v=spf1 include:spf.sendboard.example ~all")
        #expect(outcome.message.contains("SPF of shop.example is missing; it should be v=spf1 include:spf."))
        #expect(server.queryCount == 2)
    }

    @Test func `a sending domain is verified by the code that went to its mailbox`() async throws {
        let (_, fixture) = try await fixture([:])
        let row = try await fixture.create(
            .sendingDomain,
            ["account": Self.account, "domain": "shop.example", "dkim_algorithm": "ed25519"]
        ).rows[0]
        let missing = await failure { try await fixture.perform("verify", on: [row]) }
        let early = await failure { try await fixture.perform("verify", on: [row], ["code": "guess"]) }
        let sent = try await fixture.perform("verify", on: [row], ["mailbox": "postmaster"])
        let code = try #require(sent.revealed.first)
        let wrong = await failure { try await fixture.perform("verify", on: [row], ["code": "guess"]) }
        let done = try await fixture.perform("verify", on: [row], ["code": code.secret.reveal()])
        let again = await failure {
            try await fixture.perform("verify", on: [row], ["mailbox": "postmaster"])
        }
        #expect(missing?.field == "mailbox")
        #expect(early?.code == .refused && wrong?.code == .refused && wrong?.field == "code")
        #expect(code.label == "Code for postmaster@shop.example")
        #expect(done.rows[0]["verified"].plainText == "verified")
        #expect(again?.code == .refused)
    }

    @Test func `a check says nothing of a key that came while it looked`() async throws {
        let meanwhile = Meanwhile()
        let server = LoopbackNameServer { _ in
            meanwhile.happen()
            return .noSuchName
        }
        let fixture = try await TemporaryPlatform(dnsServer: server.address)
        try await fixture.account(Self.account)
        let row = try await fixture.create(
            .sendingDomain,
            ["account": Self.account, "domain": "shop.example", "dkim_algorithm": "ed25519"]
        ).rows[0]
        let url = fixture.store.directory.database
        meanwhile.set {
            let other = try? PlainDatabase(at: url)
            try? other?.write { db in
                try db.execute("UPDATE sending_domain SET dkim_value = 'v=DKIM1; k=ed25519; p=new'")
            }
        }
        let outcome = try await fixture.perform("check", on: [row])
        #expect(
            outcome.message == "shop.example was changed meanwhile, so the check says nothing; check it again"
        )
        #expect(!outcome.isAsWished)
        #expect(outcome.rows[0]["dkim"].plainText == "unchecked")
        #expect(outcome.rows[0]["checked"].isEmpty)
    }

    @Test func `the code of a verification is kept so that nobody reads it from the database`() async throws {
        let (_, fixture) = try await fixture([:])
        let row = try await fixture.create(
            .sendingDomain,
            ["account": Self.account, "domain": "shop.example", "dkim_algorithm": "ed25519"]
        ).rows[0]
        let sent = try await fixture.perform("verify", on: [row], ["mailbox": "postmaster"])
        let code = try #require(sent.revealed.first).secret.reveal()
        let kept = try await fixture.store.read { db in
            try String.fetchOne(db, "SELECT verify_token FROM sending_domain")
        }
        #expect(kept?.isEmpty == false && kept?.contains(code) == false)
        let done = try await fixture.perform("verify", on: [row], ["code": code])
        #expect(done.rows[0]["verified"].plainText == "verified")
    }
}

/// Something that happens once, while something else is under way.
private final class Meanwhile: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ action: @escaping @Sendable () -> Void) { self.action.withLock { $0 = action } }

    func happen() {
        let action = action.withLock { action in
            defer { action = nil }
            return action
        }
        action?()
    }
}
