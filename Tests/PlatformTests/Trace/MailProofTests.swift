import Crypto
import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// The hashes of what was handed over, by person, by event and by campaign.
@Suite struct MailProofTests {
    private func proofs(_ bench: LaunchBench, _ subject: MailProof.Subject) async throws -> [MailProof] {
        try await bench.store.read { db in try MailProofQueries(db: db).proofs(subject) }
    }

    @Test func `of a person each message has its hash, kept or not, and of its event the same`() async throws
    {
        let bench = try await ArchivingTests.bench()
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: "a@example.com")
        let plain = try await tenant.send(draft)
        draft.keepsArchive = true
        let archived = try await tenant.send(draft)
        try await bench.run(bench.engine())
        let taken = try SandboxRecord(in: bench.store.directory).entries().map(\.sha256)
        let proofs = try await proofs(bench, .person("A@Example.com"))
        #expect(proofs.map(\.sha256) == taken && proofs.map(\.archived) == [0, 1])
        #expect(proofs.map(\.batch) == [plain.batch, archived.batch] && proofs.allSatisfy { $0.bytes > 0 })
        let event = try await bench.store.read { db in
            try Int64.fetchOne(db, "SELECT min(id) FROM event WHERE delivery IS NOT NULL") ?? 0
        }
        let id = ResourceID("embedded", .event, String(event))
        #expect(try await self.proofs(bench, .event(id)).map(\.sha256) == [taken[0]])
        #expect(try await self.proofs(bench, .person("b@example.com")).isEmpty)
    }

    @Test func `of a campaign one hash stands over those of all its messages`() async throws {
        let bench = try await ArchivingTests.bench()
        let kind = CampaignKind(context: bench.context)
        let values = FormValues([
            "account": "ops@shop.example", "title": "Spring sale", "subject": "Spring", "text": "Hello",
            "sender": "news@shop.example", "audience": "all contacts", "archived": "yes",
        ])
        let made = try #require(try await kind.operations().create?.submit(nil, values).rows.first)
        try await bench.launch(try #require(Int64(made.id.native)))
        try await bench.run(bench.engine())
        let hashes = try await bench.store.read { db in
            try SQLRow.fetchAll(db, "SELECT sha256 FROM archive ORDER BY delivery").map { $0[0] as Data }
        }
        let proof = try #require(try await proofs(bench, .campaign(made.id)).first)
        #expect(proof.count == 2 && hashes.count == 2)
        #expect(proof.sha256 == Hex.text(Array(SHA256.hash(data: hashes.reduce(Data(), +)))))
    }
}
