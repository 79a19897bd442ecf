/// Answers as smsdrop's public client reads them, never from our own encoder; each names its section of
/// `Providers/SMSDrop/WIRE.md`.
enum SMSDropFixture {
    /// §2, `POST /api/auth/login`.
    static let token = #"{"access_token": "eyJ...", "token_type": "bearer"}"#

    /// §2, a wrong e-mail or password.
    static let badCredentials = #"{"detail": "LOGIN_BAD_CREDENTIALS"}"#

    /// §2, a missing, unknown or expired token.
    static let unauthorized = #"{"detail": "Unauthorized"}"#

    /// §3.
    static let notFound = #"{"detail": "Not Found"}"#

    /// §3, the entry of a 422.
    static let invalidSender =
        #"{"detail": [{"loc": ["body", "sender"], "msg": "at most 11 characters", "type": "value_error"}]}"#

    /// §4, `GET /api/users/me`.
    static let profile =
        #"{"id": "6c4e...", "email": "a@b.example", "is_active": true, "is_verified": true, "is_superuser": false}"#

    /// §4, `GET /api/subscriptions/`.
    static let subscription =
        #"{"id": "90aa...", "nbr_sms": 120, "created_at": "2026-01-05T09:00:00+00:00"}"#

    static let id = "0b7f3d5e-6a1c-4e0f-9c2d-1f2e3a4b5c6d"

    /// §5: all 13 fields and nothing else, `null` where empty; dates as "Dates out" writes them.
    static func campaign(
        id: String = id, status: String = "PENDING", title: String = "Spring sale", percentage: String = "0",
        recipients: String = #"["+22963588213", "22963588214"]"#, deferUntil: String = "null",
        deferBy: String = "null", parts: Int = 2
    ) -> String {
        """
        {"id": "\(id)", "title": "\(title)", "message": "Half price today", "message_type": 0, \
        "sender": "SHOP", "recipient_list": \(recipients), "defer_until": \(deferUntil), \
        "defer_by": \(deferBy), "status": "\(status)", "delivery_percentage": \(percentage), \
        "message_count": 2, "sms_count": \(parts), "created_at": "2026-03-01T12:00:05+00:00"}
        """
    }
}
