import Crypto
import Foundation
import ServiceCore
import Store

/// The hashes of what was handed over, as the archive's table keeps them, whether or not the bytes are kept as well.
struct MailProofQueries {
    let db: ReadTransaction

    func proofs(_ subject: MailProof.Subject) throws -> [MailProof] {
        switch subject {
        case .person(let address): try one("d.address = \(AddressRules.key(of: address)) ORDER BY x.at, d.id")
        case .event(let id):
            try one("d.id = (SELECT e.delivery FROM event e WHERE e.id = \(Int64(id.native) ?? 0))")
        case .campaign(let id): try all(of: Int64(id.native) ?? 0)
        }
    }

    /// A proof for each message.
    private func one(_ condition: SQL) throws -> [MailProof] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT x.at, b.uuid, x.size, x.sha256, x.segment FROM delivery d
            JOIN archive x ON x.delivery = d.id JOIN batch b ON b.id = d.batch
            WHERE \(condition)
            """
        ).map { row in
            MailProof(
                time: Date(storedTime: row[0]), batch: row[1], bytes: row[2],
                sha256: Hex.text(Array(row[3] as Data)), archived: (row[4] as Int?) == nil ? 0 : 1)
        }
    }

    /// One proof for each batch of a campaign: the hash over the hashes, in the order of their deliveries.
    private func all(of campaign: Int64) throws -> [MailProof] {
        let rows = try SQLRow.fetchCursor(
            db,
            """
            SELECT b.uuid, x.at, x.size, x.sha256, x.segment FROM batch b JOIN delivery d ON d.batch = b.id
            JOIN archive x ON x.delivery = d.id
            WHERE b.campaign = \(campaign) ORDER BY b.id, d.id
            """)
        var sums: [BatchSum] = []
        while let row = try rows.next() {
            if sums.last?.batch != row[0] { sums.append(BatchSum(batch: row[0])) }
            sums[sums.count - 1].add(row[3], at: row[1], size: row[2], isArchived: (row[4] as Int?) != nil)
        }
        return sums.map(\.proof)
    }
}

/// The messages of one batch, as they are summed up.
private struct BatchSum {
    let batch: String
    private var (first, count, bytes, archived) = (Int64.max, 0, 0, 0)
    private var hash = SHA256()

    init(batch: String) { self.batch = batch }

    mutating func add(_ sha256: Data, at time: Int64, size: Int, isArchived: Bool) {
        first = min(first, time)
        count += 1
        bytes += size
        archived += isArchived ? 1 : 0
        hash.update(data: sha256)
    }

    var proof: MailProof {
        MailProof(
            time: Date(storedTime: first), batch: batch, count: count, bytes: bytes,
            sha256: Hex.text(Array(hash.finalize())), archived: archived)
    }
}

extension PlatformContext {
    /// The hashes of what was sent to a person, for an event or by a campaign.
    func mailProofs() -> MailProof.Ask {
        { subject async throws(ServiceError) in
            try await store.read { db in try MailProofQueries(db: db).proofs(subject) }
        }
    }
}
