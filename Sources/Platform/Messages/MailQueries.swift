import FoundationEssentials
import ServiceCore
import Store

/// What a send through an API asks of its account.
enum MailQueries {
    /// The names of the account's X-headers as it spells them, by their lower-case form.
    static func headerNames(account: Int64, in db: ReadTransaction) throws -> [String: String] {
        let row = try SQLRow.fetchOne(
            db, cached: "SELECT xheader1, xheader2, xheader3, xheader4 FROM account WHERE id = \(account)")
        guard let row else { return [:] }
        let names = (0..<4).map { row[$0] as String }.filter { !$0.isEmpty }
        return Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The row of an API campaign of the account.
    ///
    /// - Throws: `.notFound` on `campaign` where there is none, `.invalid` for one of another type.
    static func apiCampaign(_ id: ResourceID, account: Int64, in db: ReadTransaction) throws -> Int64 {
        let row = try SQLRow.fetchOne(
            db,
            cached: "SELECT id, type FROM campaign WHERE id = \(Int64(id.native)) AND account = \(account)")
        guard let row else {
            throw ServiceError(.notFound, "The account has no such campaign.", field: "campaign")
        }
        guard row[1] == CampaignType.api.rawValue else {
            throw ServiceError(
                .invalid, "The campaign is launched as a whole, not sent through an API.", field: "campaign")
        }
        return row[0]
    }

    /// - Throws: `.quotaExhausted` where the account's cap leaves no room for so many more this month.
    static func requireRoom(
        for count: Int, account: Int64, at now: Date, in db: ReadTransaction
    ) throws {
        let left = try SendWay.Account.find(account, at: now, in: db).capLeft
        guard let left, count > max(0, left) else { return }
        throw ServiceError(
            .quotaExhausted, "The account's monthly e-mail cap is reached.",
            hint: "Raise the cap in Accounts, or wait until the 1st.")
    }
}
