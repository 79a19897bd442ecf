import Foundation
import ServiceCore
import Store

/// The customers of the sample, as they were before its past is played: one is disabled in that.
struct SampleAccounts {
    let plan: SamplePlan

    /// Whose contacts they are: of twenty, twelve are the first account's.
    static let slots = [0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 3, 0, 1, 0, 0, 2, 0, 4, 1, 0]

    /// - Returns: the accounts' ids in the order of `list`.
    func insert(in db: WriteTransaction) throws -> [Int64] {
        try Self.list.enumerated().map { index, account in
            let key = Secret(
                "demo-key-\(index + 1)-\(String(UInt64(plan.seed &* 2_654_435_761 + index), radix: 36))")
            return try db.insert(
                into: "account",
                profile(account, index) + account.flags() + [
                    ("api_key_sealed", try plan.vault.seal(key, for: .accountKey)),
                    ("api_key_hmac", plan.vault.lookupValue(key, for: .accountKey)),
                    ("contact_numid", Self.contactNumber(of: index, among: plan.contacts)),
                ])
        }
    }

    /// The highest contact number that the account has given out.
    private static func contactNumber(of index: Int, among contacts: Int) -> Int {
        let whole = contacts / slots.count * slots.count { $0 == index }
        return whole + slots.prefix(contacts % slots.count).count { $0 == index }
    }

    private func profile(_ account: Draft, _ index: Int) -> ColumnValues {
        [
            ("uuid", UUID().uuidString.lowercased()), ("short_name", account.shortName),
            ("username", account.username), ("type", account.shortName == "sendboard" ? "master" : "sub"),
            ("account_name", account.company), ("contact_name", account.person),
            ("company_name", account.company), ("phone", "+120255501\(10 + index)"),
            ("address", "\(index * 12 + 5) Harbour Street"), ("city", account.city),
            ("country", account.country),
            ("time_zone", account.timeZone),
            ("created_at", plan.now - Int64(900 - index * 90) * 86_400_000 - Int64(index + 1) * 7_177_000),
        ]
    }

    struct Draft: Sendable {
        let username, shortName, company, person, city, country, timeZone: String
        let flags: @Sendable () -> ColumnValues

        init(
            _ username: String, _ shortName: String, _ company: String, _ person: String,
            _ place: (city: String, country: String, timeZone: String),
            flags: @escaping @Sendable () -> ColumnValues
        ) {
            (self.username, self.shortName, self.company, self.person) = (
                username, shortName, company, person
            )
            (city, country, timeZone) = place
            self.flags = flags
        }
    }
}

extension SampleAccounts {
    static let list: [Draft] = [
        Draft(
            "marta@acme.example", "acme", "Acme Outdoor", "Marta Núñez", ("Lisbon", "PT", "+0.00"),
            flags: {
                [
                    ("tracks_opens", true), ("tracks_links", true), ("tracks_unsubscribes", true),
                    ("email_cap", 500_000), ("emails_sent", 184_220), ("sms_credits", 5_000),
                    ("subscription_id", "5b0f7a3c-91d4-4e52-8a6b-2f7c1d0e9a44"),
                    // Nobody is there to be told.
                    ("bounce_url", "https://acme.example/hooks/bounce"), ("bounce_url_active", false),
                    ("xheader1", "X-Acme-Campaign"), ("max_sample_count", 50),
                    ("pause_bounces", 10), ("pause_after", 200),
                ]
            }),
        Draft(
            "hello@bluebird.example", "bluebird", "Bluebird Books", "Søren Øvergård", ("Oslo", "NO", "+1.00"),
            flags: { [("tracks_opens", true), ("emails_sent", 40_112), ("sms_credits", 12)] }),
        Draft(
            "ops@citrus.example", "citrus", "Citrus Travel", "Γιώργος Νικολάου", ("Athens", "GR", "+2.00"),
            flags: {
                [
                    ("tracks_links", true), ("email_cap", 20_000), ("emails_sent", 219_870),
                    ("spam_url", "https://citrus.example/spam"), ("spam_url_active", false),
                    ("sms_credits", 800),
                ]
            }),
        Draft(
            "nadia@delta.example", "delta", "Delta Clinic", "نور حداد", ("Amman", "JO", "+3.00"),
            flags: { [("emails_sent", 12)] }),
        Draft(
            "team@ember.example", "ember", "Ember Studio", "さくら たなか", ("Kyoto", "JP", "+9.00"),
            flags: { [("emails_sent", 9_310)] }),
        Draft(
            "operator@sendboard.example", "sendboard", "Sendboard", "Kim Lee", ("Utrecht", "NL", "+1.00"),
            flags: { [("is_admin", true), ("tracks_opens", true), ("sms_credits", 100)] }),
        // Has just come, and so has nothing yet.
        Draft(
            "post@fjord.example", "fjord", "Fjord Kayak", "Ingrid Dahl", ("Bergen", "NO", "+1.00"),
            flags: { [("is_verified", false)] }),
    ]
}
