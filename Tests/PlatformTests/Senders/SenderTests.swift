import Crypto
import CryptoExtras
import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct SenderTests {
    private static let values = ["account": "ops@shop.example", "address": "News@Shop.Example"]

    private func fixture(dns: LoopbackNameServer? = nil) async throws -> TemporaryPlatform {
        let fixture = try await TemporaryPlatform(dnsServer: dns?.address ?? "127.0.0.1:9")
        try await fixture.account()
        return fixture
    }

    private func sealedKey(_ fixture: TemporaryPlatform) async throws -> Data? {
        try await fixture.store.read { db in
            try Data.fetchOne(db, "SELECT dkim_key_sealed FROM sender")
        }
    }

    @Test func `a new sender is ready, in lower case, and is taken back by undo`() async throws {
        let fixture = try await fixture()
        let outcome = try await fixture.create(.sender, Self.values.merging(["seeding": "yes"]) { $1 })
        let row = try #require(outcome.rows.first)
        #expect(row.name == "news@shop.example")
        #expect(row["state"].plainText == "ready")
        #expect(row["seeding"] == .flag(true))
        #expect(row["spf_record"].plainText.hasPrefix("v=spf1 include:"))
        try await fixture.undo(outcome)
        #expect(try await fixture.all(.sender).isEmpty)
    }

    @Test(
        arguments: [
            ("address", "news"), ("address", ""), ("account", ""),
            ("seeding", "perhaps"), ("dkim_selector", "a.b"), ("dkim_algorithm", "dsa"),
        ])
    func `a wrong value is refused and names its field`(field: String, value: String) async throws {
        let fixture = try await fixture()
        let values = Self.values.merging(["dkim_selector": "sel1"]) { $1 }.merging([field: value]) { $1 }
        let error = await failure { try await fixture.create(.sender, values) }
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
        #expect(try await fixture.all(.sender).isEmpty)
    }

    @Test func `an account has an address once; another account may have it too`() async throws {
        let fixture = try await fixture()
        try await fixture.account("other@shop.example")
        try await fixture.create(.sender, Self.values)
        let error = await failure { try await fixture.create(.sender, Self.values) }
        try await fixture.create(.sender, Self.values.merging(["account": "other@shop.example"]) { $1 })
        let ambiguous = await failure { try await fixture.find(.sender, "news@shop.example") }
        #expect(error?.code == .conflict)
        #expect(error?.field == "address")
        #expect(ambiguous?.code == .conflict)
    }

    @Test func `seeding is switched and undone`() async throws {
        let fixture = try await fixture()
        let row = try await fixture.create(.sender, Self.values).rows[0]
        let outcome = try await fixture.perform("seed", on: [row])
        let seeded = outcome.rows[0]["seeding"]
        try await fixture.undo(outcome)
        let error = await failure { try await fixture.perform("unseed", on: [row]) }
        #expect(seeded == .flag(true))
        #expect(try await fixture.find(.sender, row.id.native)["seeding"] == .flag(false))
        #expect(error?.code == .refused)
    }

    @Test func `a selector makes an RSA key whose public half is the record`() async throws {
        let fixture = try await fixture()
        let row = try await fixture.create(.sender, Self.values.merging(["dkim_selector": "sel1"]) { $1 })
            .rows[0]
        let record = row["dkim_value"].plainText
        let sealed = try #require(try await sealedKey(fixture))
        let pem = try fixture.store.vault.open(sealed, for: .dkimKey).reveal()
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: pem)
        #expect(key.keySizeInBits == 2048)
        #expect(record == "v=DKIM1; k=rsa; p=\(key.publicKey.derRepresentation.base64EncodedString())")
    }

    @Test func `an Ed25519 key is its 32 bytes`() async throws {
        let fixture = try await fixture()
        let values = Self.values.merging(["dkim_selector": "e", "dkim_algorithm": "ed25519"]) { $1 }
        let record = try await fixture.create(.sender, values).rows[0]["dkim_value"].plainText
        let text = try #require(record.split(separator: "p=").last.map(String.init))
        let bytes = try #require(Data(base64Encoded: text))
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        #expect(record.hasPrefix("v=DKIM1; k=ed25519; p="))
        #expect(key.rawRepresentation == bytes)
    }

    @Test func `undo of a new selector brings back the key before`() async throws {
        let fixture = try await fixture()
        let values = Self.values.merging(["dkim_selector": "one", "dkim_algorithm": "ed25519"]) { $1 }
        let row = try await fixture.create(.sender, values).rows[0]
        let first = try await sealedKey(fixture)
        let outcome = try await fixture.edit(row, ["dkim_selector": "two", "dkim_algorithm": "ed25519"])
        let second = try await sealedKey(fixture)
        try await fixture.undo(outcome)
        let restored = try await fixture.find(.sender, row.id.native)
        #expect(first != second)
        #expect(restored["dkim_selector"] == .text("one"))
        #expect(restored["dkim_value"] == row["dkim_value"])
        #expect(try await sealedKey(fixture) == first)
    }

    @Test func `the selector as it is keeps its key, none takes it away`() async throws {
        let fixture = try await fixture()
        let values = Self.values.merging(["dkim_selector": "one", "dkim_algorithm": "ed25519"]) { $1 }
        let row = try await fixture.create(.sender, values).rows[0]
        let kept = try await fixture.edit(row, ["dkim_selector": "one", "seeding": "yes"]).rows[0]
        let cleared = try await fixture.edit(kept, ["dkim_selector": ""]).rows[0]
        #expect(kept["dkim_value"] == row["dkim_value"])
        #expect(cleared["dkim_value"].isEmpty)
        #expect(try await sealedKey(fixture) == nil)
    }

    @Test func `a check tells right, wrong and could not be checked apart`() async throws {
        let zone = LoopbackNameServer { name in
            switch name {
            case "shop.example": .texts([["v=spf1 include:spf.sendboard.example ~all"]])
            case "e._domainkey.shop.example": .texts([["v=DKIM1; k=ed25519; p=AAAA"]])
            default: .failure
            }
        }
        let fixture = try await fixture(dns: zone)
        let values = Self.values.merging(["dkim_selector": "e", "dkim_algorithm": "ed25519"]) { $1 }
        let first = try await fixture.create(.sender, values).rows[0]
        let second = try await fixture.create(
            .sender, values.merging(["address": "a@dead.example"]) { $1 }
        ).rows[0]
        fixture.clock.advance(by: 5)
        let outcome = try await fixture.perform("check", on: [first, second])
        let after = try await fixture.all(.sender)
        #expect(outcome.message == "2 approved senders checked: 1 wrong, 1 could not be checked")
        #expect(outcome.findings.count == 4)
        #expect(
            outcome.findings[0].hasPrefix(
                "DKIM at e._domainkey.shop.example is wrong: its key is not ours; found v=DKIM1; k=ed25519"))
        #expect(outcome.findings[1] == "SPF of shop.example is right")
        #expect(outcome.findings[3].hasPrefix("SPF of dead.example could not be checked: "))
        #expect(after.map { $0["dkim"].plainText } == ["could not be checked", "wrong"])
        #expect(after.map { $0["spf"].plainText } == ["could not be checked", "right"])
        #expect(after.allSatisfy { $0["checked"] == .date(fixture.clock.now) })
        #expect(try await fixture.audited() == ["create a@dead.example", "create news@shop.example"])
    }

    @Test func `a check is no edit: what was opened before it can still be saved and undone`() async throws {
        let zone = LoopbackNameServer { _ in .noSuchName }
        let fixture = try await fixture(dns: zone)
        let row = try await fixture.create(.sender, Self.values).rows[0]
        let edit = try await fixture.perform("seed", on: [row])
        _ = try await fixture.perform("check", on: [row])
        try await fixture.undo(edit)
        let after = try await fixture.find(.sender, row.id.native)
        #expect(after["seeding"] == .flag(false))
        #expect(after["spf"].plainText == "wrong")
    }
}
