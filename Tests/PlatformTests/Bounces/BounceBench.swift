import Foundation
import Mail
import ServiceCore
import Store
import TestSupport

@testable import Platform

/// A launch of few whose messages were accepted, and reports on them.
final class BounceBench: Sendable {
    let bench: LaunchBench
    let campaign: Int64
    private let corpus: BounceCorpus

    init(contacts: Int = 3) async throws {
        corpus = try BounceCorpus()
        bench = try await LaunchBench(contacts: contacts, options: .immediate(rates: .silent))
        campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
    }

    var names: [String] { corpus.names }
    var vault: Vault { bench.store.vault }

    static func person(_ number: Int) -> String { "person\(number)@example\(number % 7).com" }

    /// The delivery to one of the contacts, counted from 1.
    func delivery(_ number: Int) async throws -> Int64 {
        Int64(
            try await bench.number(
                "SELECT max(id) FROM delivery WHERE address = ?", [Self.person(number)]))
    }

    /// Where the bounces of a message go.
    func sender(of delivery: Int64, _ kind: MailToken.Kind = .bounce) -> String {
        let token = MailToken(kind, delivery: delivery).written(for: .address, by: vault)
        return (kind == .bounce ? "b" : "u") + token + "@bounce.shop.example"
    }

    /// One of the corpus about a message, as its own server would send it.
    func message(_ name: String, about number: Int = 1) async throws -> [UInt8] {
        let sender = sender(of: try await delivery(number))
        return try corpus.message(
            name, about: "<unknown@shop.example>", from: sender, to: Self.person(number))
    }

    /// One of the corpus as it stands, which is about nothing of ours unless the Message-ID that it returns is.
    func stranger(_ name: String, returning id: String = "<m1@shop.example>") throws -> [UInt8] {
        try corpus.message(name, about: id, from: "b-return@bounce.shop.example")
    }

    @discardableResult
    func take(_ message: [UInt8], to recipients: String...) async throws -> ReportOutcome {
        let report = ReceivedReport(message, to: recipients, ReportLimits())
        let taking = ReportTaking(
            report: report, key: ReportKey(report, vault), rules: BounceRules(), now: bench.time.now)
        return try await bench.store.write { db in try taking.run(in: db) }
    }

    /// Everything that a report may change, so that what it leaves alone can be seen to be as before.
    func state() async throws -> [String] {
        try await bench.store.read { db in
            try [
                "SELECT id || ' ' || state FROM delivery ORDER BY id",
                "SELECT kind || ' ' || n FROM counter ORDER BY campaign, kind",
                "SELECT id || ' ' || kind FROM event ORDER BY id",
                "SELECT text || ' ' || n FROM campaign_tally ORDER BY text",
                "SELECT address || ' ' || reason FROM suppression ORDER BY id",
                """
                SELECT id || ' ' || hard_count || ' ' || soft_count || ' ' || coalesce(invalid_why, '')
                FROM contact ORDER BY id
                """,
                "SELECT body FROM hook_out ORDER BY id",
            ].flatMap { try String.fetchAll(db, SQL(text: $0)) }
        }
    }

    /// A contact's `hard soft invalid`.
    func counts(_ number: Int) async throws -> String? {
        try await bench.text(
            """
            SELECT hard_count || ' ' || soft_count || ' ' || coalesce(invalid_why, '-') FROM contact
            WHERE email = ?
            """, [Self.person(number)])
    }

    /// What stands of a message in the events that mail told, in order: `9 5.2.2 temporary`.
    func events(_ number: Int) async throws -> [String] {
        let delivery = try await delivery(number)
        return try await bench.store.read { db in
            try String.fetchAll(
                db,
                """
                SELECT kind || ' ' || coalesce(enhanced, '-') || ' ' || coalesce(rule, '-') FROM event
                WHERE delivery = \(delivery) AND source = 'bounces' ORDER BY id
                """)
        }
    }

    func state(of number: Int) async throws -> StoredDeliveryState? {
        let delivery = try await delivery(number)
        return StoredDeliveryState(
            rawValue: try await bench.number("SELECT state FROM delivery WHERE id = ?", [delivery]))
    }
}
