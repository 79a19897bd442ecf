import Foundation
import ServiceCore
import Store

/// The proof of the audit trail's chain, old entries and erased ones included.
struct AuditChain {
    private let db: ReadTransaction

    init(_ db: ReadTransaction) { self.db = db }

    /// Reads the whole trail, the oldest entry first, up to the first that is wrong.
    func verify() throws -> TrailProof {
        var (finding, link, old) = (TrailProof(), AuditHash.origin, AuditHash.origin)
        let named = try erasures()
        let rows = try SQLRow.fetchCursor(db, "SELECT * FROM audit ORDER BY id")
        while let row = try rows.next() {
            finding.entries += 1
            let entry = Entry(row)
            if let why = entry.fault(after: link, old: old, erasedBy: named[entry.id] ?? []) {
                finding.broken = TrailProof.Break(entry.id, why)
                return finding
            }
            if entry.isErased { finding.erased += 1 }
            (link, old) = (entry.link, entry.hash)
        }
        return finding
    }

    /// Which entries say of which that they erased its words.
    private func erasures() throws -> [Int64: Set<Int64>] {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, after FROM audit WHERE action = \(AuditErasing.action) ORDER BY id")
        return rows.reduce(into: [:]) { named, row in
            for entry in AuditErasing.entries(named: row[1]) { named[entry, default: []].insert(row[0]) }
        }
    }
}

extension AuditChain {
    /// An entry as it stands in the chain.
    struct Entry {
        let id: Int64
        let hash: Data
        private let digest: Data
        private let salt: Data?
        /// Set of entries from before chains went over digests.
        private let later: Data?
        private let erasedBy: Int64?
        private let row: SQLRow

        init(_ row: SQLRow) {
            (id, hash, digest) = (row["id"], row["hash"], (row["digest"] as Data?) ?? Data())
            (salt, later, erasedBy, self.row) = (row["salt"], row["link"], row["erased_by"], row)
        }

        var isErased: Bool { erasedBy != nil }

        /// What the next entry is chained to.
        var link: Data { later ?? hash }

        /// - Parameter erasures: the entries that say to have erased this one's words.
        func fault(after previous: Data, old: Data, erasedBy erasures: Set<Int64>) -> String? {
            let own = AuditHash.link(
                columns(AuditHash.frame), digest: digest, old: later == nil ? nil : hash, after: previous)
            if own != link { return "it does not follow from the entry before it" }
            if let erasedBy {
                return erasures.contains(erasedBy) ? nil : "its words are gone, and no erasure says so"
            }
            if later != nil, AuditHash.old(of: columns(AuditHash.oldColumns), after: old) != hash {
                return "its words are not those that were written"
            }
            guard let salt, AuditHash.digest(of: columns(AuditHash.words), salt: salt) == digest else {
                return "its words are not those that were written"
            }
            return nil
        }

        // Numbers as their digits, which is how the hash takes them.
        private func columns(_ names: [String]) -> [String?] { names.map { row[$0] as String? } }
    }
}
