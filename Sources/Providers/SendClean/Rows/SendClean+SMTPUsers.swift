import ServiceCore

extension SendClean {
    /// Submission logins: the platform names them, and has no call that deletes one.
    struct SMTPUsers: SendCleanRowKind {
        let context: Context

        func operations() -> ResourceOperations<SMTPUser> {
            ResourceOperations(
                list: listing(sort: RowOrder("name")),
                find: { key async throws(ServiceError) in try await find(key) },
                create: creation, update: change,
                actions: [
                    switching(on: true), switching(on: false), passwordReset,
                    Mailing(context: context).sending,
                ])
        }

        func all() async throws(ServiceError) -> [SMTPUser] {
            let list = try await context.client.listSMTPUsers()
            let account = await context.owner.username()
            return try list.rows {
                SMTPUser(sendClean: &$0, id: { context.id(.smtpUser, $0) }, account: account)
            }
        }

        // MARK: Actions

        private func switching(on isOn: Bool) -> ResourceAction<SMTPUser> {
            ResourceAction(
                isOn ? .enable : .disable, confirmation: { _ in isOn ? .none : .yesNo },
                availability: { user in
                    user.isEnabled == isOn
                        ? .already(isOn ? "already enabled" : "already disabled") : .available
                },
                perform: { ids, _ async throws(ServiceError) in
                    let users = try await context.inHand.settled(ids, by: { $0.isEnabled == isOn }) {
                        () async throws(ServiceError) -> [SMTPUser] in
                        try await rows(ids)
                    }
                    return try await turn(on: isOn, users)
                })
        }

        private func turn(on isOn: Bool, _ rows: [SMTPUser]) async throws(ServiceError) -> EditOutcome {
            let verb = isOn ? "enable" : "disable"
            let others = rows.filter { $0.isEnabled != isOn }
            guard !others.isEmpty else {
                throw ServiceError(
                    .refused,
                    "\(verb) changes nothing on \(RowEdits.subject(rows)): already \(isOn ? "enabled" : "disabled")."
                )
            }
            let tell: RowEdits<SMTPUser>.Telling = { edits in
                let subject = RowEdits.subject(edits.done.map(\.after))
                return edits.outcome(
                    { "\($0) \(verb)d" }, reversal: reversal("\(verb) \(subject)", edits.done))
            }
            return tell(
                try await RowEdits(others) { user async throws(ServiceError) in
                    var changed = user
                    changed.isEnabled = isOn
                    return try await save(changed, over: user, tell)
                })
        }

        private var passwordReset: ResourceAction<SMTPUser> {
            ResourceAction(
                .resetPassword,
                confirmation: { .naming($0) },
                perform: { ids, _ async throws(ServiceError) in
                    Self.toldReset(try await RowEdits(try await rows(ids), call: resetPassword))
                })
        }

        private static func toldReset(_ edits: RowEdits<SMTPUser>) -> EditOutcome {
            edits.outcome(
                { "\($0) has a new password; the old one stopped working" },
                revealed: edits.done.flatMap { revelation($0.after) })
        }

        private func resetPassword(_ user: SMTPUser) async throws(ServiceError) -> SMTPUser {
            try await renewing(user, \.password, "password", "passwords", Self.toldReset) {
                () async throws(ServiceError) in
                let answer = try await context.client.resetSMTPPassword(user.name)
                return try? answer["smtp_password", "password"].secret()
            }
        }

        static func revelation(_ user: SMTPUser) -> [EditOutcome.Revelation] {
            user.password.map { [.init("Password", $0, of: user.name)] } ?? []
        }
    }
}
