import FoundationEssentials
import ServiceCore
import Store

extension AccountQueries {
    /// - Throws: `.notFound` where the account is gone meanwhile.
    static func standing(of account: Int64, in db: ReadTransaction) throws -> TenantStanding {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT coalesce(nullif(contact_name, ''), nullif(account_name, ''), nullif(company_name, ''),
                username) AS name, username, phone, created_at, allowed_speed, reputation
                FROM account WHERE id = \(account)
                """)
        guard let row else { throw ServiceError(.notFound, "The account is gone.") }
        return TenantStanding(
            name: row["name"], email: row["username"], phone: row["phone"],
            created: Date(storedTime: row["created_at"]), allowedSpeed: row["allowed_speed"],
            reputation: row["reputation"])
    }
}
