import ServiceCore

/// The form lines of an account's fields that a person edits.
enum AccountFields {
    /// - Parameter account: nil for a new one, which starts active and verified.
    static func all(of account: Account?) -> [FormField] {
        profile(account) + delivery(account)
    }

    private static func profile(_ account: Account?) -> [FormField] {
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
            flag("active", "Active", account?.isActive ?? true),
            flag("verified", "Verified", account?.isVerified ?? true),
            flag("admin", "Administrator", account?.isAdmin),
        ]
    }

    private static func delivery(_ account: Account?) -> [FormField] {
        [
            flag("track_opens", "Tracks opens", account?.tracking.opens),
            flag("track_links", "Tracks links", account?.tracking.links),
            flag("track_unsubscribes", "Tracks unsubscribes", account?.tracking.unsubscribes),
            FormField("bounce_url", "Bounce postback", value: account?.bouncePostback.url ?? ""),
            flag("bounce_url_active", "Bounce postback active", account?.bouncePostback.isActive ?? true),
            FormField("spam_url", "Spam postback", value: account?.spamPostback.url ?? ""),
            flag("spam_url_active", "Spam postback active", account?.spamPostback.isActive ?? true),
            FormField(
                "unsubscribe_url", "Unsubscribe postback", value: account?.unsubscribePostback.url ?? ""),
            flag(
                "unsubscribe_url_active", "Unsubscribe postback active",
                account?.unsubscribePostback.isActive ?? true
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

    private static func flag(_ id: FieldID, _ label: String, _ value: Bool?) -> FormField {
        FormField(id, label, .flag, value: value == true ? "yes" : "no")
    }
}
