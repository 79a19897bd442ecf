import Foundation
package import ServiceCore
import Store

/// What can be done with the SMTP users of the embedded platform.
extension OwnedKind<SMTPUser> {
    func operations() -> ResourceOperations<SMTPUser> {
        var form = OwnedForm<SMTPUser>("hourly_limit", "total_limit")
        // A wire API that demands limits asks for them itself.
        for (id, what) in [("hourly_limit", "Messages an hour"), ("total_limit", "Messages in all")] {
            form.lines[id].isRequired = false
            form.lines[id].help = "\(what); empty is no limit."
        }
        form.isRenamable = false
        form.isNameUnique = false
        form.notes = [
            "The name is given by the platform; the password is shown then, and later by x in its detail."
        ]
        form.check = { values, user throws(ServiceError) in
            // No line of the form, which has keys for it; wire APIs switch and limit in one call.
            if let isEnabled = try values.flag("enabled") { user.isEnabled = isEnabled }
        }
        form.more = { [vault = context.vault] in try SMTPUser.identity(vault: vault, in: $0.database) }
        form.reveal = Self.revelation
        form.isUntouched = { _, user in user.usedInAll == 0 }
        var operations = operations(form)
        operations.actions = [enabling(true), enabling(false), passwordReset]
        return operations
    }

    private func enabling(_ isOn: Bool) -> ResourceAction<SMTPUser> {
        let action = isOn ? ActionDescription.enable : .disable
        var change = RowChange<SMTPUser>(
            action, notice: { "\($0) \(isOn ? "enabled" : "disabled")" },
            apply: { _, user in user.isEnabled = isOn })
        change.availability = { user in
            user.isEnabled == isOn ? .already(isOn ? "already enabled" : "already disabled") : .available
        }
        return editor.action(change, action, confirmation: { _ in isOn ? .none : .yesNo })
    }

    private var passwordReset: ResourceAction<SMTPUser> {
        rotation(
            .resetPassword, notice: { "\($0) has a new password; the old one stopped working" },
            reveal: Self.revelation
        ) { [vault = context.vault] in try SMTPUser.password(vault: vault) }
    }

    private static let revelation: @Sendable (SMTPUser) -> [EditOutcome.Revelation] = { user in
        user.password.map { [.init("Password", $0, of: user.name)] } ?? []
    }
}

extension Tenant {
    package var smtpUsers: TenantRows<SMTPUser> { TenantRows(self) { $0.operations() } }
}

/// The table of SMTP users, with what each has used in the current hour.
extension SMTPUser: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<SMTPUser> {
        let (vault, clock) = (context.vault, context.clock)
        return OwnedTable(
            name: "smtp_user", connection: context.connection, identity: .lowerCase,
            computed: { usedThisHour(clock()) },
            blank: { SMTPUser(id: $0, account: $1, name: "") },
            columns: [
                .shown("name", \.name),
                StoredColumn {
                    $1.password = vault.openIfPossible($0["password_sealed"], for: .smtpPassword)
                },
                StoredColumn(
                    read: { $1.isEnabled = $0["status"] == "enabled" },
                    write: { [("status", $0.isEnabled == true ? "enabled" : "disabled")] }),
                limit("hourly_limit", \.hourlyLimit), limit("total_limit", \.totalLimit),
                StoredColumn { $1.usedThisHour = $0["used_this_hour"] ?? 0 },
                .shown("used_total", \.usedInAll), .shown("created_at", \.created),
            ])
    }

    /// The table keeps 0 for no limit, as the engine reads it.
    private static func limit(
        _ name: String, _ place: any WritableKeyPath<SMTPUser, Int?> & Sendable
    ) -> StoredColumn<SMTPUser> {
        StoredColumn(
            read: { row, user in
                let stored: Int = row[name]
                user[keyPath: place] = stored > 0 ? stored : nil
            },
            write: { [(name, $0[keyPath: place] ?? 0)] })
    }

    /// The columns of a new user that nobody types: its name and a password.
    static func identity(vault: Vault, in db: ReadTransaction) throws -> ColumnValues {
        [("name", try nextName(in: db))] + (try password(vault: vault))
    }

    /// A new password, sealed.
    static func password(vault: Vault) throws -> ColumnValues {
        [("password_sealed", try vault.seal(NewSecret.password(), for: .smtpPassword))]
    }

    /// `smtp` and the first free number after that of the newest user, which spares looking at all of them.
    private static func nextName(in db: ReadTransaction) throws -> String {
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
