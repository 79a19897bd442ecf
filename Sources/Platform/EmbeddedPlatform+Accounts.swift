package import ServiceCore

/// A new account as the command line prints it, once.
package struct NewAccount: Sendable {
    package let username: String
    /// The word by which SendClean and DMDS name it.
    package let ownerID: String
    package let apiKey: Secret
    package let smsCredits: Int
}

extension EmbeddedPlatform {
    /// Makes an account for the command line's `account add`.
    ///
    /// - Throws: `.conflict` on `username` where it is taken; `.invalid` naming the field that is wrong.
    package func addAccount(
        email: String, company: String, phone: String, password: Secret, smsCredits: Int = 0,
        isAdmin: Bool = false
    ) async throws(ServiceError) -> NewAccount {
        let values = FormValues([
            "username": email, "company": company, "phone": phone, "password": password.reveal(),
            "grant_sms_credits": String(smsCredits), "admin": isAdmin ? "yes" : "no",
        ])
        let kind = AccountKind(context: context)
        let outcome = try await kind.create(try kind.draft(values))
        guard let account = outcome.rows.first?.resource as? Account, let key = account.apiKey else {
            throw ServiceError(.storage, "The new account cannot be read back.")
        }
        let owner = try await context.store.read { db in
            try AccountQueries.shortName(ofID: account.id.native, in: db)
        }
        return NewAccount(
            username: account.username, ownerID: owner, apiKey: key, smsCredits: account.smsCredits ?? 0)
    }
}

extension Tenants {
    /// - Parameter face: the wire API, for the audit trail: `dyn`.
    package init(_ platform: EmbeddedPlatform, face: String) {
        self.init(platform.context, face: face)
    }
}
