package import ServiceCore
import Store

/// What can be done with the SMTP users of the embedded platform.
struct SMTPUserKind: Sendable {
    let kind: OwnedKind<SMTPUser>

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context,
            table: SMTPUserQueries.table(context.connection, vault: context.vault, clock: context.clock))
    }

    func operations() -> ResourceOperations<SMTPUser> {
        var operations = kind.operations(sort: RowOrder("name"))
        operations.create = creation
        operations.update = change
        operations.actions = [enabling(true), enabling(false), passwordReset]
        return operations
    }

    private func enabling(_ isOn: Bool) -> ResourceAction<SMTPUser> {
        let action = isOn ? ActionDescription.enable : .disable
        var change = RowChange<SMTPUser>(
            action, notice: { "\($0) \(isOn ? "enabled" : "disabled")" },
            apply: { _, user in user.isEnabled = isOn })
        change.availability = { user in
            user.isEnabled == isOn ? .disabled(isOn ? "already enabled" : "already disabled") : .available
        }
        return kind.editor.action(change, action, confirmation: { _ in isOn ? .none : .yesNo })
    }

    private var passwordReset: ResourceAction<SMTPUser> {
        kind.rotation(
            .resetPassword, notice: { "\($0) has a new password; the old one stopped working" },
            reveal: Self.revelation
        ) { [vault = kind.context.vault] id, db in
            try SMTPUserQueries.setPassword(NewSecret.password(), of: id, vault: vault, in: db)
        }
    }

    private static let revelation: @Sendable (SMTPUser) -> [EditOutcome.Revelation] = { user in
        user.password.map { [.init("Password", $0, of: user.name)] } ?? []
    }

    private var creation: Submission<SMTPUser> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New SMTP user",
                    fields: [try await kind.accountField(nil, account: nil)] + Self.limits.fields(of: blank),
                    notes: [
                        "The name is given by the platform; the password is shown then, and later by x in its detail."
                    ])
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    private var change: Submission<SMTPUser> {
        Submission(
            form: { user async throws(ServiceError) in
                FormDescription(
                    title: "Edit SMTP user",
                    fields: [
                        try await kind.accountField(user, account: user?.account),
                        FormField("name", "Name", .fixed, value: user?.name ?? ""),
                    ] + Self.limits.fields(of: user ?? blank))
            },
            submit: { user, values async throws(ServiceError) in
                // No line of the form, which has keys for it; wire APIs switch and limit in one call.
                let isEnabled = try values.flag("enabled")
                let change = RowChange<SMTPUser>(
                    "edit", notice: { "\($0) changed" },
                    apply: { _, user in
                        try Self.limits.read(values, into: &user)
                        user.isEnabled = isEnabled ?? user.isEnabled
                    })
                return try await kind.editor.update(user, by: change)
            })
    }

    /// A wire API that demands limits asks for them itself.
    private static let limits: FormLines<SMTPUser> = {
        var lines = FormLines<SMTPUser>("hourly_limit", "total_limit")
        for (id, what) in [("hourly_limit", "Messages an hour"), ("total_limit", "Messages in all")] {
            lines[id].isRequired = false
            lines[id].help = "\(what); empty is no limit."
        }
        return lines
    }()

    private var blank: SMTPUser {
        SMTPUser(id: ResourceID(kind.context.connection, .smtpUser, ""), account: "", name: "")
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var made = blank
        try Self.limits.readNew(values, into: &made)
        let draft = made
        let password = NewSecret.password()
        return try await kind.editor.create(
            reveal: Self.revelation, isUntouched: { _, user in user.usedInAll == 0 },
            { session in
                let db = session.database
                let account = try kind.owner(values, in: db)
                var user = draft
                user.name = try SMTPUserQueries.nextName(in: db)
                let native = try kind.table.insert(
                    user, account: account, [("name", user.name)], at: session.now.storedTime, in: db)
                if let id = Int64(native) {
                    try SMTPUserQueries.setPassword(password, of: id, vault: kind.context.vault, in: db)
                }
                return native
            })
    }
}

extension Tenant {
    package var smtpUsers: TenantRows<SMTPUser> {
        let kind = SMTPUserKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension SMTPUser: Revisioned {}
