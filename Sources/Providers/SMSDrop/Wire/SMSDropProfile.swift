import FoundationEssentials
import ServiceCore

/// `GET users/me`: whose credentials these are (§4).
struct SMSDropProfile: Sendable {
    let id: String
    let email: String
    let isActive: Bool
    let isVerified: Bool
    let isSuperuser: Bool

    init(_ item: JSONReader) throws(ServiceError) {
        id = try item["id"].text()
        email = try item["email"].text()
        isActive = try item["is_active"].ifPresent?.flag() ?? true
        isVerified = try item["is_verified"].ifPresent?.flag() ?? true
        isSuperuser = try item["is_superuser"].ifPresent?.flag() ?? false
    }
}

/// `GET subscriptions/`, one object in spite of its name (§4).
struct SMSDropSubscription: Sendable {
    let id: String
    /// Text messages that may still be sent.
    let credits: Int
    let created: Date?

    init(_ item: JSONReader) throws(ServiceError) {
        id = try item["id"].text()
        credits = try item["nbr_sms"].integer()
        created = try? item["created_at"].date()
    }
}
