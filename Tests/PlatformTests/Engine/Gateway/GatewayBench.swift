import Foundation
import ServiceCore
import Store
import TestSupport

@testable import Platform

/// A launch whose text messages go to a scripted gateway, which keeps what it was asked.
struct GatewayBench {
    static let path = "/cgi-bin/sendsms"
    static let taken = GatewayBench.answer(202, "0: Accepted for delivery")

    let bench: LaunchBench
    let server: ScriptedServer
    let campaign: Int64

    init(contacts: Int, type: CampaignType = .smsPlain, text: String = "Hello") async throws {
        bench = try await LaunchBench(contacts: contacts)
        try await bench.grant(10_000)
        try await bench.write("UPDATE contact SET phone = '+3460000' || (1000 + id)")
        server = try await ScriptedServer()
        server.answer("GET", Self.path, Self.taken)
        campaign = try await bench.campaign(type: type, text: text)
        try await bench.write(
            "UPDATE content SET bytes = CAST(? AS BLOB), sha256 = x'02'", ["something else"])
        try await bench.launch(campaign)
    }

    static func answer(_ status: Int, _ text: String, _ headers: [String: String] = [:]) -> ScriptedAnswer {
        .status(status, headers: headers, body: text.utf8)
    }

    var gateway: GatewayAddress { GatewayAddress(user: "kim", host: "127.0.0.1", port: server.port) }

    /// As a process that takes over would make it.
    func engine(_ gateway: GatewayAddress? = nil, epoch: Int = 1) async throws -> DeliveryEngine {
        try await bench.write("UPDATE engine SET epoch = ?", [epoch])
        let transport = PlatformTransport.gateway(
            gateway ?? self.gateway, receipts: "http://127.0.0.1:8025"
        ) { Secret("Marked") }
        let engine = try DeliveryEngine(
            store: bench.store, transport: transport, epoch: epoch, clock: bench.time.clock)
        try await engine.recover()
        return engine
    }

    func parts() async throws -> [DeliveryState: Int] {
        try await bench.parts(campaign).filter { $0.value > 0 }
    }

    /// Every number that the gateway was asked for, as often as it was.
    var asked: [String] { server.requests.compactMap { $0.query["to"] } }

    /// What the ledger says of the campaign's credits, by kind.
    func credits() async throws -> [String: Int] {
        try await bench.read { db in
            let rows = try SQLRow.fetchAll(
                db, "SELECT kind, sum(delta) FROM sms_ledger WHERE campaign IS NOT NULL GROUP BY kind")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
        }
    }

    /// The token by which the gateway names a message that it was asked to send.
    func token(of number: String) -> String? {
        let url = server.requests.first { $0.query["to"] == number }?.query["dlr-url"]
        return url.flatMap { URLComponents(string: $0.replacing("%", with: "%25")) }?.queryItems?
            .first { $0.name == "token" }?.value
    }

    /// Takes a receipt in as a server does.
    func receive(_ status: Int, of token: String?, answer: String = "") async throws -> ReceiptOutcome {
        let token = token ?? ""
        let taking = ReceiptTaking(
            token: token,
            delivery: MailToken(token, as: .receipt, in: .link, by: bench.store.vault)?.delivery,
            receipt: GatewayReceipt(status: status, answer: answer), now: bench.time.now)
        return try await bench.store.write { db in try taking.run(in: db) }
    }
}
