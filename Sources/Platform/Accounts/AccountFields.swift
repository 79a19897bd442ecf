import ServiceCore

/// The lines of an account's form.
enum AccountFields {
    static let lines = FormLines<Account>(
        "company", "phone", "account_name", "contact_name", "address", "city", "region", "zip_code",
        "country", "time_zone", "verified", "admin", "track_opens", "track_links", "track_unsubscribes",
        "bounce_url", "bounce_url_active", "spam_url", "spam_url_active", "unsubscribe_url",
        "unsubscribe_url_active", "x_header_1", "x_header_2", "x_header_3", "x_header_4", "email_cap"
    ).adding(
        Field("active", "Active", .flag) { .flag($0.isActive) }.asked(flag: \.isActive), after: "time_zone")
}
