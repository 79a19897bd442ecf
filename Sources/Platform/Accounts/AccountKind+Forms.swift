import ServiceCore
import Store

extension AccountKind {
    var creation: Submission<Account> {
        Submission(
            form: { _ in creationForm },
            submit: { _, values async throws(ServiceError) in try await create(try draft(values)) })
    }

    var change: Submission<Account> {
        Submission(
            form: { account in
                FormDescription(
                    title: "Edit account",
                    fields: AccountFields.lines.fields(of: account ?? blank) + [creditField]
                ).ruled { values throws(ServiceError) in
                    guard var changed = account else { return }
                    try AccountFields.lines.read(values, into: &changed)
                }
            },
            submit: { account, values async throws(ServiceError) in
                let credits = try values.integer("grant_sms_credits", in: creditRange) ?? 0
                return try await editor.update(account, by: edit(values, granting: credits))
            })
    }

    /// Reads and checks everything that a new account starts with.
    func draft(_ values: FormValues) throws(ServiceError) -> AccountDraft {
        let username = try values.required("username", "The user name", .userName)
        _ = try values.requiredLine("password", "The password")
        // Blanks at its ends are part of a password.
        let password = values["password"] ?? ""
        var account = blank
        account.username = username
        try AccountFields.lines.readNew(values, into: &account)
        let credits = try values.integer("grant_sms_credits", in: creditRange) ?? 0
        return AccountDraft(account: account, password: Secret(password), smsCredits: credits)
    }

    private var blank: Account {
        var account = Account(id: ResourceID(context.connection, .account, ""), username: "")
        // A URL that is given later is told of events at once.
        for postback in [\Account.bouncePostback, \.spamPostback, \.unsubscribePostback] {
            account[keyPath: postback].isActive = true
        }
        account.rails = .standard
        return account
    }

    func create(_ draft: AccountDraft) async throws(ServiceError) -> EditOutcome {
        let cost = context.options.passwordCost
        let credentials = try await offCooperativePool { () throws(ServiceError) in
            try AccountCredentials(for: draft, cost: cost)
        }
        return try await editor.create(
            reveal: { account in account.apiKey.map { [.init("API key", $0, of: account.username)] } ?? [] },
            isUntouched: { session, account in
                try AccountQueries.belongings(of: account, in: session.database).allSatisfy { $0.count == 0 }
            },
            { session in
                guard try AccountQueries.rowID(named: draft.account.username, in: session.database) == nil
                else {
                    throw ServiceError(
                        .conflict, "There is an account “\(draft.account.username)” already.",
                        hint: "Choose another user name.", field: "username")
                }
                return try queries.insert(
                    draft, credentials: credentials, at: session.now, in: session.database)
            })
    }

    private func edit(_ values: FormValues, granting credits: Int) -> RowChange<Account> {
        var change = RowChange<Account>.edit { session, account in
            try AccountFields.lines.read(values, into: &account)
            guard credits != 0 else { return }
            try book(credits, on: account, in: session)
            account.smsCredits = (account.smsCredits ?? 0) + credits
        }
        change.reversal = .by { session, edit in
            if credits != 0 { try book(-credits, on: edit.now, in: session) }
            try queries.save(edit.before, in: session.database)
        }
        return change
    }

    private func book(_ credits: Int, on account: Account, in session: EditSession) throws {
        try AccountQueries.grant(
            credits, to: try AccountQueries.rowID(account), note: "by \(session.who)", at: session.now,
            in: session.database)
    }

    private var creditRange: ClosedRange<Int> { -1_000_000_000...1_000_000_000 }

    private var creditField: FormField {
        FormField(
            "grant_sms_credits", "Grant SMS credits", .integer(creditRange), value: "0",
            help: "Added to the balance; a negative number takes away.")
    }

    private var creationForm: FormDescription {
        let start =
            FormLines<Account>("username").fields(of: blank)
            + [FormField("password", "Password", .secret, isRequired: true)]
        return FormDescription(
            title: "New account",
            fields: start + AccountFields.lines.fields(of: blank) + [creditField],
            notes: ["Its API key is shown when the account is made, and later by x in its detail."]
        ).ruled { values throws(ServiceError) in _ = try draft(values) }
    }
}

/// The lines of an account's form.
enum AccountFields {
    static let lines = FormLines<Account>(
        "company", "phone", "account_name", "contact_name", "address", "city", "region", "zip_code",
        "country", "time_zone", "verified", "admin", "track_opens", "track_links", "track_unsubscribes",
        "bounce_url", "bounce_url_active", "spam_url", "spam_url_active", "unsubscribe_url",
        "unsubscribe_url_active", "x_header_1", "x_header_2", "x_header_3", "x_header_4", "email_cap",
        "quiet_hours", "pause_bounces", "pause_refusals", "pause_complaints", "pause_after"
    ).adding(
        Field("active", "Active", .flag) { .flag($0.isActive) }.asked(flag: \.isActive), after: "time_zone")
}
