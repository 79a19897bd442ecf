import Platform

/// These three keys and no other (§4).
struct SMSDropSubscriptionPayload: Encodable, Sendable {
    private let id: String
    private let credits: Int
    private let created: String

    init(_ subscription: SMSSubscription) {
        id = subscription.id
        credits = subscription.credits
        created = SMSDropDate.text(subscription.created)
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case credits = "nbr_sms"
        case created = "created_at"
    }
}
