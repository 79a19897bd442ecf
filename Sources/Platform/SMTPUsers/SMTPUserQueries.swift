import Foundation
import ServiceCore
import Store

/// The table of SMTP users, with what each has used in the current hour.
enum SMTPUserQueries {
    static func table(
        _ connection: ConnectionID, vault: Vault, clock: @escaping @Sendable () -> Date
    ) -> OwnedTable<SMTPUser> {
        OwnedTable(
            name: "smtp_user", nameColumn: "name", connection: connection, identity: .lowerCase,
            computed: { usedThisHour(clock()) },
            read: { row, id, account in
                var user = SMTPUser(id: id, account: account, name: row["name"])
                user.password = vault.openIfPossible(row["password_sealed"], for: .smtpPassword)
                user.isEnabled = row["status"] == "enabled"
                user.hourlyLimit = limit(row["hourly_limit"])
                user.totalLimit = limit(row["total_limit"])
                user.usedThisHour = (row["used_this_hour"] as Int?) ?? 0
                user.usedInAll = row["used_total"]
                user.created = Date(storedTime: row["created_at"])
                user.revision = row["rev"]
                return user
            },
            write: { user in
                [
                    ("status", user.isEnabled == true ? "enabled" : "disabled"),
                    ("hourly_limit", user.hourlyLimit ?? 0),
                    ("total_limit", user.totalLimit ?? 0),
                ]
            })
    }

    /// The table keeps 0 for no limit, as the engine reads it.
    private static func limit(_ stored: Int) -> Int? { stored > 0 ? stored : nil }

    static func setPassword(_ secret: Secret, of id: Int64, vault: Vault, in db: WriteTransaction) throws {
        let sealed = try vault.seal(secret, for: .smtpPassword)
        try db.update("smtp_user", id: id, [("password_sealed", sealed)], isEdit: false)
    }

    /// `smtp` and the first free number after that of the newest user, which spares looking at all of them.
    static func nextName(in db: ReadTransaction) throws -> String {
        let newest = try String.fetchOne(db, "SELECT name FROM smtp_user ORDER BY id DESC LIMIT 1")
        var number = max(newest.flatMap { Int($0.dropFirst(4)) } ?? 0, 70_000) + 1
        while try isTaken("smtp\(number)", in: db) { number += 1 }
        return "smtp\(number)"
    }

    private static func isTaken(_ name: String, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(db, cached: "SELECT EXISTS (SELECT 1 FROM smtp_user WHERE name = \(name))") == true
    }

    /// A clock that went back does not open an hour again: the highest one seen counts.
    private static func usedThisHour(_ now: Date) -> SQL {
        let hour = now.hourNumber
        return """
            , (SELECT h.used FROM smtp_user_hour h WHERE h.smtp_user = t.id
               AND h.hour = \(LimitDeltas.hourInForce("t", at: hour))) AS used_this_hour
            """
    }
}
