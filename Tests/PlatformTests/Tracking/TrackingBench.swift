import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A launch that has gone out to three people, a minute ago, and the desk that answers what its links name.
struct TrackingBench: StoreBench {
    let bench: LaunchBench
    let campaign: Int64
    var store: PlatformStore { bench.store }

    static let host = "links.shop.example"
    static let people = ["person1@example1.com", "person2@example2.com", "person3@example3.com"]
    static let text =
        "Hello https://shop.example/a https://shop.example/b?of={{first_name|you}} https://shop.example/c"

    init(contacts: Int = 3, text: String = Self.text, type: CampaignType = .normal) async throws {
        bench = try await LaunchBench(contacts: contacts, options: .immediate(rates: .silent))
        try await bench.write("UPDATE account SET company_name = 'The <Shop> & Co'")
        try await bench.write(
            "INSERT INTO tracking_domain (account, name, created_at) VALUES (1, ?, 0)", [Self.host])
        campaign = try await bench.campaign(type: type, text: text)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        bench.time.advance(60)
    }

    func delivery(_ person: Int = 1) async throws -> Int64 {
        Int64(try await number("SELECT id FROM delivery WHERE address = ?", [Self.people[person - 1]]))
    }

    /// The rows of the launch's links, in the order in which its message names them.
    func links() async throws -> [Int64] {
        try await store.write { db in
            let submission = try Int64.fetchOne(db, "SELECT max(id) FROM submission") ?? 0
            var rows = LinkRows()
            return try rows.ids(of: submission, in: db)
        }
    }

    func path(_ kind: MailToken.Kind, _ person: Int = 1, link: Int64 = 0) async throws -> String {
        let token = MailToken(kind, delivery: try await delivery(person), link: link)
        let address = try #require(TrackingLinks(host: Self.host).address(token, by: store.vault))
        return String(address.dropFirst("https://\(Self.host)".count))
    }

    func request(
        _ method: String, _ path: String, host: String = Self.host,
        agent: String = "Mozilla/5.0 (X11) Firefox/140",
        fields: [(String, String)] = []
    ) -> TrackingRequest {
        var request = TrackingRequest(
            method, path, host: host, from: EventOrigin(ip: "192.0.2.7", agent: agent))
        request.fields = fields.map { .init($0.0, $0.1) }
        return request
    }

    /// What is answered, once everything that was seen is written.
    @discardableResult
    func ask(_ requests: TrackingRequest...) async -> [TrackingAnswer] {
        let desk = TrackingDesk(bench.context)
        var answers: [TrackingAnswer] = []
        for request in requests { answers.append(await desk.answer(request)) }
        await desk.close()
        return answers
    }

    @discardableResult
    func get(_ path: String, host: String = Self.host) async -> TrackingAnswer? {
        await ask(request("GET", path, host: host)).first
    }

    @discardableResult
    func oneClick(_ path: String, host: String = Self.host) async -> TrackingAnswer? {
        await ask(request("POST", path, host: host, fields: [("List-Unsubscribe", "One-Click")])).first
    }

    /// What tracking recorded, as `kind person link ip`, in its order.
    func events() async throws -> [String] {
        try await read { db in
            try SQLRow.fetchAll(
                db,
                """
                SELECT e.kind, coalesce(d.address, e.address, ''), coalesce(l.url, '-'), coalesce(e.ip, '-'),
                e.is_machine FROM event e LEFT JOIN delivery d ON d.id = e.delivery
                LEFT JOIN link l ON l.id = e.link WHERE e.source = 'tracking' ORDER BY e.id
                """
            ).map { row in
                let kind = EventKind(number: row[0])?.rawValue ?? "?"
                return
                    "\(kind) \(row[1] as String) \(row[2] as String) \(row[3] as String)\(row[4] ? " machine" : "")"
            }
        }
    }

    func counters() async throws -> [EventKind: Int] {
        let campaign = campaign
        return try await read { db in
            let counters = try CampaignState.counters(of: campaign, in: db)
            return Dictionary(
                uniqueKeysWithValues: EventKind.allCases.compactMap { kind in
                    counters[kind.number].flatMap { $0 == 0 ? nil : (kind, $0) }
                })
        }
    }

    /// Entries in force, as `channel address reason`.
    func suppressions() async throws -> [String] {
        try await read { db in
            try SQLRow.fetchAll(
                db, "SELECT channel, address, reason FROM suppression WHERE lifted_at IS NULL ORDER BY id"
            ).map { "\($0[0] as String) \($0[1] as String) \($0[2] as String)" }
        }
    }
}
