import ServiceCore

extension DynAccounts {
    var creation: Submission<Account> {
        Submission(
            form: { _ in
                FormDescription(
                    title: "New account",
                    fields: FormLines<Account>("username").fields(of: blank) + [
                        FormField(
                            "password", "Password", .secret, isRequired: true,
                            help: "In clear, or md5- and its digest.")
                    ] + Self.lines(nil).fields(of: blank),
                    notes: ["Its API key is shown when the account is made."])
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Account> {
        Submission(
            form: { account async throws(ServiceError) in
                guard let account else { throw Self.gone }
                let now = try await withHeaderNames(try await existing(account.id))
                shown[now.id.native] = now
                return FormDescription(
                    title: "Edit account",
                    fields: [FormField("username", "User name", .fixed, value: now.username)]
                        + Self.lines(now).fields(of: now))
            },
            submit: { opened, values async throws(ServiceError) in
                guard let opened else { throw Self.gone }
                return try await update(shown[opened.id.native] ?? opened, values)
            })
    }

    private var blank: Account { Account(id: client.id(.account, ""), username: "") }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let username = try values.requiredLine("username", "The user name", .address)
        _ = try values.required("password", "The password")
        try Self.lines(nil).require(in: values)
        let blank = Account.untoldByDyn(client.id(.account, username), username)
        var draft = blank
        try values.read(into: &draft)
        var fields = DynAccountChange(from: blank, to: draft).fields
        // Blanks at its ends are part of a password.
        fields.add("password", .secret(Secret(values["password"] ?? "")))
        let account = try await create(fields, draft)
        known[account.id.native] = account
        let names = DynAccountChange(from: blank, to: draft).headerNames
        guard !names.isEmpty else { return Self.told(account) }
        do throws(ServiceError) {
            return Self.told(try await saveHeaderNames(names, of: account, Self.told))
        } catch {
            var outcome = Self.told(account)
            outcome.message += ", but not its header names: \(error.message)"
            outcome.findings = [error.hint].compactMap(\.self)
            outcome.isAsWished = false
            return outcome
        }
    }

    private static func told(_ account: Account) -> EditOutcome {
        EditOutcome(
            "\(account.username) created", rows: [Row(account)],
            revealed: account.apiKey.map { [.init("API key", $0, of: account.username)] } ?? [])
    }

    private func create(_ fields: Parameters, _ draft: Account) async throws(ServiceError) -> Account {
        do throws(ServiceError) {
            return try await making(draft).value { () async throws(ServiceError) in
                try await client.saveAccount(fields, as: draft, operation: "accounts.create")
            }
        } catch {
            guard error.code == .conflict else { throw error }
            throw ServiceError(
                .conflict, "There is an account “\(draft.username)” already.",
                hint: "Choose another user name.", field: "username", origin: error.origin)
        }
    }

    /// One that is listed afterwards and says all that ours says is ours; another may have been there before.
    private func making(_ draft: Account) -> Settling<Account> {
        let username = draft.username
        let wish = DynAccountChange(from: Account.untoldByDyn(draft.id, username), to: draft)
        return Settling(on: "Dyn", [draft.id], wished: [Row(draft)]) { () async throws(ServiceError) in
            guard let now = try await listed([username]).first else { return .notShown }
            return wish.onto(now).changesFields
                ? .unclear("Dyn lists \(username) now: it was most likely made. Refresh the list.")
                : .done(now)
        } outcome: { account in
            Self.told(account)
        }
    }

    private func update(_ base: Account, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var wanted = base
        try values.read(into: &wanted)
        let change = DynAccountChange(from: base, to: wanted)
        guard change.changesFields || !change.headerNames.isEmpty else {
            return EditOutcome("nothing to change on \(base.username)", isEdit: false)
        }
        var now = try await existing(base.id)
        if !change.headerNames.isEmpty { now = try await withHeaderNames(now) }
        if let collision = change.collisions(with: now).first {
            throw ServiceError(
                .conflict,
                "\(base.username) has changed since the form was opened: \(collision.label) is “\(collision.after.plainText)” now.",
                hint: "Open the form again; nothing was changed.")
        }
        return try await edit(
            [change.onto(now)], notice: { "\($0) changed" }, summary: { "edit \($0)" })
    }

    static let gone = ServiceError(.notFound, "An account is gone.", hint: "Refresh the list.")
}
