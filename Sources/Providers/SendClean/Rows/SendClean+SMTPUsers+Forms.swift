import ServiceCore

extension SendClean.SMTPUsers {
    var creation: Submission<SMTPUser> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New SMTP user", fields: Self.limits.fields(of: blank),
                    notes: ["The name is given by the platform; the password is shown then."])
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<SMTPUser> {
        Submission(
            form: { user async throws(ServiceError) in
                FormDescription(
                    title: "Edit SMTP user",
                    fields: [FormField("name", "Name", .fixed, value: user?.name ?? "")]
                        + Self.limits(of: user ?? blank).fields(of: user ?? blank))
            },
            submit: { user, values async throws(ServiceError) in try await update(user, values) })
    }

    private static let limits = FormLines<SMTPUser>("hourly_limit", "total_limit")

    /// One that is unknown may stay so.
    private static func limits(of user: SMTPUser) -> FormLines<SMTPUser> {
        var lines = limits
        lines["hourly_limit"].isRequired = user.hourlyLimit != nil
        lines["total_limit"].isRequired = user.totalLimit != nil
        return lines
    }

    private var blank: SMTPUser { SMTPUser(id: context.id(.smtpUser, ""), account: "", name: "") }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var wanted = blank
        try Self.limits.readNew(values, into: &wanted)
        guard let hourly = wanted.hourlyLimit, let total = wanted.totalLimit else {
            throw ServiceError(.invalid, "A limit is missing.", field: "hourly_limit")
        }
        return try await settling(hourly, total).outcome { () async throws(ServiceError) in
            let answer = try await context.client.addSMTPUser(hourlyLimit: hourly, totalLimit: total)
            let name = try answer["smtp_user_name"].text()
            var user = SMTPUser.untold(
                context.id(.smtpUser, name), account: await context.owner.username(), name: name)
            user.password = try? answer["smtp_password", "password"].secret()
            (user.hourlyLimit, user.totalLimit) = (hourly, total)
            return user
        }
    }

    /// The name of a user that may have been made is not known, its limits are.
    private func settling(_ hourly: Int, _ total: Int) async -> Settling<SMTPUser> {
        let before = (try? await all()).map { Set($0.map(\.id)) }
        return Settling(on: SendClean.title, []) { () async throws(ServiceError) in
            let alike = try await all().filter { $0.hourlyLimit == hourly && $0.totalLimit == total }
            return Sight.ofMade(alike, id: \.id, before: before) { new in
                "With these limits SendClean lists \(new.suffix(5).map(\.name).joined(separator: ", ")); look before you repeat it."
            }
        } outcome: { user in
            EditOutcome("\(user.name) created", rows: [Row(user)], revealed: Self.revelation(user))
        }
    }

    private func update(_ opened: SMTPUser?, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        guard let opened else { throw ServiceError(.invalid, "No SMTP user was chosen to edit.") }
        // Of what either does not tell nobody can say that it has changed.
        let doubted = context.inHand.doubted(in: opened.id)
        let now = try await rows([opened.id])[0].learning(from: opened, but: doubted)
        guard Self.isSame(now, opened.learning(from: now)) else {
            throw ServiceError(
                .conflict, "\(now.name) has changed since the form was opened.",
                hint: "Open the form again; nothing was changed.")
        }
        var changed = now
        try Self.limits(of: now).read(values, into: &changed)
        guard !Self.isSame(changed, now) else {
            return EditOutcome("nothing to change on \(now.name)", isEdit: false)
        }
        let tell: SendClean.RowEdits<SMTPUser>.Telling = { edits in
            edits.outcome({ "\($0) changed" }, reversal: reversal("edit \(now.name)", edits.done))
        }
        return tell(
            try await SendClean.RowEdits([now]) { [changed] row async throws(ServiceError) in
                try await save(changed, over: row, tell)
            })
    }
}
