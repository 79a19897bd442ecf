import ServiceCore

extension FormValues {
    /// Reads an account's fields that a person edits, as far as the form has them.
    func read(into account: inout Account) throws(ServiceError) {
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
