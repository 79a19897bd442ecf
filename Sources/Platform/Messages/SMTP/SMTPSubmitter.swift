import FoundationEssentials
import ServiceCore
import Store

/// Who submits mail by SMTP: an SMTP user, or an API campaign by its own key, under `ACCOUNT-NUMBER`.
package struct SMTPSubmitter: Sendable, Hashable {
    enum Door: Sendable, Hashable {
        case user(Int64)
        case campaign(Int64)
    }

    let door: Door
    let account: Int64
    /// The name that was logged in with.
    package let name: String
    /// The password as it was stored then: a new one closes sessions that the old one opened.
    private let sealed: Data?
    /// The SMTP user whose limits count; a campaign may have none.
    let user: String?
    /// Whether it could send nothing already when it was looked up, until a person changes that.
    package internal(set) var isBarred = false

    /// As it stands now, by the name that is logged in with; nil where nobody has that.
    static func find(_ name: String, in db: ReadTransaction) throws -> SMTPSubmitter? {
        // SQLite would read no further than a NUL, and one name would be many to guess under.
        guard !name.utf8.contains(0) else { return nil }
        let user = try SQLRow.fetchOne(
            db,
            cached: "SELECT id, account, password_sealed, name FROM smtp_user WHERE name = \(name)")
        if let user { return SMTPSubmitter(.user(user[0]), user, name) }
        // Each has one name to guess under: `shop-07` is not `shop-7`.
        guard let dash = name.lastIndex(of: "-"), let number = Int(name[name.index(after: dash)...]),
            name == "\(name[..<dash])-\(number)"
        else { return nil }
        let campaign = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT c.id, c.account, c.api_key_sealed, u.name
                FROM campaign c JOIN account a ON a.id = c.account
                LEFT JOIN smtp_user u ON u.id = c.smtp_user
                WHERE a.short_name = \(String(name[..<dash])) AND c.numid = \(number)
                AND c.type = \(CampaignType.api.rawValue)
                """)
        return campaign.map { SMTPSubmitter(.campaign($0[0]), $0, name) }
    }

    private init(_ door: Door, _ row: SQLRow, _ name: String) {
        self.door = door
        self.name = name
        account = row[1]
        sealed = row[2]
        user = row[3]
    }

    /// Nil where it has none, or one that cannot be read any more.
    func password(_ vault: Vault) -> Secret? {
        switch door {
        case .user: vault.openIfPossible(sealed, for: .smtpPassword)
        case .campaign: vault.openIfPossible(sealed, for: .campaignKey)
        }
    }

    /// Whether who logged in as this one still may stand for it.
    func isSame(as now: SMTPSubmitter?) -> Bool {
        guard let now else { return false }
        return (door, account, sealed) == (now.door, now.account, now.sealed)
    }

    /// A campaign's senders are under DMDS's rule, an SMTP user's are always to be approved.
    var requiresApprovedSender: Bool {
        if case .user = door { return true }
        return false
    }
}
