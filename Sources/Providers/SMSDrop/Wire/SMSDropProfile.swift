import FoundationEssentials
import ServiceCore

/// `GET users/me`: whose credentials these are (§4).
struct SMSDropProfile: Sendable, PartlyKnown {
    let id: String
    let email: String
    /// Nil, as the others, where smsdrop did not tell.
    let isActive: Bool?
    let isVerified: Bool?
    let isSuperuser: Bool?
    var oddity: String?

    init(_ row: inout RowReading) {
        email = row.name("email")
        row.check("email", as: .address)
        id = row.text("id") ?? email
        isActive = row.flag("is_active")
        isVerified = row.flag("is_verified")
        isSuperuser = row.flag("is_superuser")
    }
}

/// `GET subscriptions/`, one object in spite of its name (§4).
struct SMSDropSubscription: Sendable, PartlyKnown {
    let id: String
    /// Text messages that may still be sent; nil where that cannot be read.
    let credits: Int?
    let created: Date?
    var oddity: String?

    init(_ row: inout RowReading) {
        id = row.name("id")
        credits = row.count("nbr_sms")
        row.require("nbr_sms")
        created = row.date("created_at")
    }
}
