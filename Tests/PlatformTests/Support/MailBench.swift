import ServiceCore
import Store
import Testing

@testable import Platform

extension LaunchBench {
    /// The bench's account, or another one's, as a caller of the wire APIs has it.
    func tenant(_ account: Int64? = nil) async throws -> Tenant {
        let (context, id) = (context, account ?? self.account)
        return try await store.read { db in
            let row = try SQLRow.fetchOne(
                db, "SELECT id, username, short_name, is_admin FROM account WHERE id = \(id)")
            return Tenant(context, try #require(row))
        }
    }

    /// A small message from the approved sender.
    static func draft(to addresses: String...) -> MailDraft {
        var draft = MailDraft(
            from: "news@shop.example", people: addresses.map { MailDraft.Person(.to, $0) }, source: "dyn")
        draft.subject = "Hello"
        draft.text = "One line"
        return draft
    }

    /// The rows of a batch as `role address state reason`, in their order.
    func rows(_ batch: String) async throws -> [String] {
        try await store.read { db in
            try SQLRow.fetchAll(
                db,
                """
                SELECT d.role, d.address, d.state, coalesce(d.reason, '') FROM delivery d
                JOIN batch b ON b.id = d.batch WHERE b.uuid = \(batch) ORDER BY d.id
                """
            ).map { "\($0[0] as Int) \($0[1] as String) \($0[2] as Int) \($0[3] as String)" }
        }
    }
}
