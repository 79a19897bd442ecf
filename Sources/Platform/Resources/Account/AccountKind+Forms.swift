import ServiceCore

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
                    fields: profileFields(account) + deliveryFields(account) + [creditField])
            },
            submit: { account, values async throws(ServiceError) in
                let credits = try values.integer("grant_sms_credits", in: creditRange) ?? 0
                return try await editor.update(account, by: edit(values, granting: credits))
            })
    }

    /// Reads and checks everything that a new account starts with.
    func draft(_ values: FormValues) throws(ServiceError) -> AccountDraft {
        let username = try values.required("username", "The user name", .address)
        _ = try values.requiredLine("password", "The password")
        // Blanks at its ends are part of a password.
        let password = values["password"] ?? ""
        _ = try values.requiredLine("company", "The company")
        _ = try values.requiredLine("phone", "The phone number")
        var account = Account(
            id: ResourceID(context.connection, .account, ""), username: username)
        try values.read(into: &account)
        let credits = try values.integer("grant_sms_credits", in: creditRange) ?? 0
        return AccountDraft(account: account, password: Secret(password), smsCredits: credits)
    }

    func create(_ draft: AccountDraft) async throws(ServiceError) -> EditOutcome {
        let credentials = try AccountCredentials(for: draft)
        return try await editor.create(
            reveal: { account in account.apiKey.map { [.init("API key", $0)] } ?? [] },
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
        var change = RowChange<Account>(
            "edit", notice: { "\($0) changed" },
            apply: { session, account in
                try values.read(into: &account)
                guard credits != 0 else { return }
                try book(credits, on: account, in: session)
                account.smsCredits = (account.smsCredits ?? 0) + credits
            })
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
        let blank = Account(id: ResourceID(context.connection, .account, ""), username: "")
        let start = [
            FormField(
                "username", "User name", isRequired: true, help: "The e-mail address that it logs in with."),
            FormField("password", "Password", .secret, isRequired: true),
        ]
        return FormDescription(
            title: "New account",
            fields: start + profileFields(blank) + deliveryFields(blank) + [creditField],
            notes: ["Its API key is shown once, when the account is made."])
    }

    private func profileFields(_ account: Account?) -> [FormField] {
        [
            FormField("company", "Company", value: account?.companyName ?? "", isRequired: true),
            FormField("phone", "Phone", value: account?.phone ?? "", isRequired: true),
            FormField("account_name", "Account name", value: account?.accountName ?? ""),
            FormField("contact_name", "Contact", value: account?.contactName ?? ""),
            FormField("address", "Address", value: account?.address.street ?? ""),
            FormField("city", "City", value: account?.address.city ?? ""),
            FormField("region", "State or region", value: account?.address.state ?? ""),
            FormField("zip_code", "Zip code", value: account?.address.zipCode ?? ""),
            FormField(
                "country", "Country", value: account?.address.country ?? "", help: TextRule.country.hint),
            FormField("time_zone", "Time zone", value: account?.timeZone ?? "", help: TextRule.timeZone.hint),
            flag("active", "Active", account?.isActive),
            flag("verified", "Verified", account?.isVerified),
            flag("admin", "Administrator", account?.isAdmin),
        ]
    }

    private func deliveryFields(_ account: Account?) -> [FormField] {
        [
            flag("track_opens", "Tracks opens", account?.tracking.opens),
            flag("track_links", "Tracks links", account?.tracking.links),
            flag("track_unsubscribes", "Tracks unsubscribes", account?.tracking.unsubscribes),
            FormField("bounce_url", "Bounce postback", value: account?.bouncePostback.url ?? ""),
            flag("bounce_url_active", "Bounce postback active", account?.bouncePostback.isActive),
            FormField("spam_url", "Spam postback", value: account?.spamPostback.url ?? ""),
            flag("spam_url_active", "Spam postback active", account?.spamPostback.isActive),
            FormField(
                "unsubscribe_url", "Unsubscribe postback", value: account?.unsubscribePostback.url ?? ""),
            flag(
                "unsubscribe_url_active", "Unsubscribe postback active", account?.unsubscribePostback.isActive
            ),
        ]
            + (0..<4).map { index in
                FormField(
                    "x_header_\(index + 1)", "X-header \(index + 1)", value: account?.xHeaders[index] ?? "",
                    help: index == 0 ? TextRule.xHeader.hint : "")
            } + [
                FormField(
                    "email_cap", "E-mail cap", .integer(0...Int.max),
                    value: account?.emailCap.map(String.init) ?? "",
                    help: "Messages a month; empty for no cap.")
            ]
    }

    private func flag(_ id: FieldID, _ label: String, _ value: Bool?) -> FormField {
        FormField(id, label, .flag, value: value == true ? "yes" : "no")
    }
}

extension FormValues {
    /// Reads an account's fields that a person edits, as far as the form has them.
    fileprivate func read(into account: inout Account) throws(ServiceError) {
        for (id, label) in [("company", "The company"), ("phone", "The phone number")] where texts[id] != nil
        {
            _ = try required(id, label)
        }
        try read("company", into: &account.companyName)
        try read("phone", into: &account.phone)
        try read("account_name", into: &account.accountName)
        try read("contact_name", into: &account.contactName)
        try read("address", into: &account.address.street)
        try read("city", into: &account.address.city)
        try read("region", into: &account.address.state)
        try read("zip_code", into: &account.address.zipCode)
        try read("country", into: &account.address.country, .country)
        try read("time_zone", into: &account.timeZone, .timeZone)
        try read("active", into: &account.isActive)
        try read("verified", into: &account.isVerified)
        try read("admin", into: &account.isAdmin)
        try readDelivery(into: &account)
    }

    private func readDelivery(into account: inout Account) throws(ServiceError) {
        try read("track_opens", into: &account.tracking.opens)
        try read("track_links", into: &account.tracking.links)
        try read("track_unsubscribes", into: &account.tracking.unsubscribes)
        try read("bounce_url", into: &account.bouncePostback.url, .webURL)
        try read("bounce_url_active", into: &account.bouncePostback.isActive)
        try read("spam_url", into: &account.spamPostback.url, .webURL)
        try read("spam_url_active", into: &account.spamPostback.isActive)
        try read("unsubscribe_url", into: &account.unsubscribePostback.url, .webURL)
        try read("unsubscribe_url_active", into: &account.unsubscribePostback.isActive)
        for index in 0..<4 { try read("x_header_\(index + 1)", into: &account.xHeaders[index], .xHeader) }
        try read("email_cap", into: &account.emailCap)
    }
}
