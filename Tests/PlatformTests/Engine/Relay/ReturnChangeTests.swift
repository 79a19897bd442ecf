import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Where that comes to which comes back of messages, and what a launch is told of it.
@Suite struct ReturnChangeTests {
    private func set(_ change: ReturnChange, in bench: LaunchBench) async throws {
        try await bench.store.write { db in try change.run(by: "kim@console", at: bench.time.now, in: db) }
    }

    private func useRelay(in bench: LaunchBench) async throws {
        let setting = try JSONText.text(RelaySetting(url: "smtp://relay.example", since: 0, who: "kim"))
        try await bench.store.setMeta(.relay, to: setting)
    }

    private func plan(_ campaign: Int64, in bench: LaunchBench) async throws -> LaunchPlan {
        try await CampaignKind(context: bench.context).plan(bench.context.id(.campaign, campaign))
    }

    @Test func `both are kept in their one form, and stand in the trail`() async throws {
        let bench = try await LaunchBench()
        try await set(
            .init(bounceDomain: "Bounces.BÜCHER.example", publicURL: "HTTPS://Mail.Example/"), in: bench)
        #expect(try await bench.store.meta(.bounceDomain) == "bounces.xn--bcher-kva.example")
        #expect(try await bench.store.meta(.publicURL) == "https://mail.example")
        #expect(
            try await bench.text("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == "set what comes back"
        )
        let error = await #expect(throws: ServiceError.self) {
            try await set(.init(publicURL: "https://mail.example"), in: bench)
        }
        #expect(error?.code == .conflict)
        try await set(.init(bounceDomain: "", publicURL: ""), in: bench)
        #expect(try await bench.store.meta(.bounceDomain) == nil)
        #expect(try await bench.store.meta(.publicURL) == nil)
    }

    @Test(arguments: [
        "x", "a b.example", "a@b.example", "b.example\r\nx", "127.0.0.1",
        String(repeating: "a.", count: 120) + "example",
    ])
    func `what is no domain is refused, and nothing is changed`(domain: String) async throws {
        let bench = try await LaunchBench()
        let error = await #expect(throws: ServiceError.self) {
            try await set(.init(bounceDomain: domain, publicURL: "https://mail.example"), in: bench)
        }
        #expect(error?.field == "bounce_domain")
        #expect(try await bench.store.meta(.publicURL) == nil)
    }

    @Test func `on a relay what is tracked must lead here, on this machine nobody asks`() async throws {
        let bench = try await LaunchBench(contacts: 1)
        let (rehearsed, real) = (try await bench.campaign(), try await bench.campaign())
        try await bench.write("UPDATE account SET tracks_links = 1")
        try await bench.launch(rehearsed)
        try await useRelay(in: bench)
        let refusal = try #require(try await plan(real, in: bench).refusal)
        #expect(refusal.hint?.contains("--public-url") == true)
        await #expect(throws: refusal) { try await bench.launch(real) }
        try await set(.init(publicURL: "https://mail.example"), in: bench)
        #expect(try await plan(real, in: bench).refusal == nil)
        try await bench.launch(real)
    }

    @Test func `an account that tracks nothing may launch, and is told what will not come back`() async throws
    {
        let bench = try await LaunchBench(contacts: 1)
        let campaign = try await bench.campaign()
        #expect(!(try await plan(campaign, in: bench).warnings.contains { $0.plainText.contains("Bounces") }))
        try await useRelay(in: bench)
        let bare = try await plan(campaign, in: bench)
        #expect(bare.refusal == nil)
        #expect(bare.warnings.contains { $0.plainText.hasPrefix("Bounces will not come back here") })
        #expect(bare.warnings.contains { $0.plainText.hasPrefix("Nobody can unsubscribe by one click") })
        #expect(bare.facts.contains(.init("Bounces", "to news@shop.example")))
        #expect(bare.facts.contains(.init("Signed", "not here: the sender has no DKIM key")))
        try await set(.init(bounceDomain: "b.example", publicURL: "https://mail.example"), in: bench)
        try await bench.write("UPDATE account SET tracks_opens = 1")
        let key = try DKIMKey(.ed25519)
        let sealed = try bench.store.vault.seal(key.privateKey, for: .dkimKey)
        try await bench.write(
            "UPDATE sender SET dkim_selector = 's1', dkim_key_sealed = ?, dkim_state = 'wrong'", [sealed])
        let whole = try await plan(campaign, in: bench)
        #expect(whole.facts.contains(.init("Bounces", "to b.example")))
        #expect(whole.facts.contains(.init("Tracks", "views by https://mail.example")))
        #expect(whole.facts.contains(.init("Signed", "as s1._domainkey.shop.example")))
        let told = whole.warnings.map(\.plainText)
        #expect(
            told.contains(
                "The record s1._domainkey.shop.example was wrong when it was last looked up: receivers take messages for unsigned."
            ))
        #expect(!told.contains { $0.hasPrefix("Bounces") || $0.hasPrefix("Nobody can unsubscribe") })
    }

    @Test func `the field for unsubscribing is known where it can be filled`() async throws {
        let bench = try await LaunchBench(contacts: 1)
        let campaign = try await bench.campaign(text: "Leave: {{unsubscribe_url}}")
        #expect(try await plan(campaign, in: bench).refusal?.message.contains("{{unsubscribe_url}}") == true)
        try await set(.init(publicURL: "https://mail.example"), in: bench)
        #expect(try await plan(campaign, in: bench).refusal == nil)
    }

    @Test func `a key that cannot be used is told before the launch, and nothing is called signed`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 1)
        let campaign = try await bench.campaign()
        try await useRelay(in: bench)
        try await bench.write(
            "UPDATE sender SET dkim_selector = 's1', dkim_key_sealed = x'01', dkim_state = 'right'")
        let plan = try await plan(campaign, in: bench)
        #expect(plan.facts.contains(.init("Signed", "not here: the sender's DKIM key cannot be used")))
        #expect(
            plan.warnings.contains {
                $0.plainText.hasPrefix("The private key of s1._domainkey.shop.example cannot be used")
            })
    }
}
