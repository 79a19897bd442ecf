import ServiceCore
import Store

/// What a form that was posted asks for.
enum SubscriptionWish: Sendable, Hashable {
    /// By a mail program's own button, or by the page's.
    case unsubscribe(onPage: Bool)
    /// Messages by these channels alone.
    case channels(Set<Channel>)

    /// The name and value that a mail program posts (RFC 8058, section 3.1).
    package static let oneClick = (name: "List-Unsubscribe", value: "One-Click")

    /// - Returns: nil for a form that is none of ours.
    init?(_ request: TrackingRequest) {
        if request.field("preferences") != nil {
            self = .channels(Set(Channel.allCases.filter { request.field($0.rawValue) != nil }))
        } else if request.field(Self.oneClick.name)?.lowercased() == Self.oneClick.value.lowercased() {
            self = .unsubscribe(onPage: request.field("page") != nil)
        } else {
            return nil
        }
    }

    func carryOut(
        _ subscription: Subscriptions, from origin: EventOrigin, _ work: inout DeliveryTransaction
    ) throws -> SubscriptionPage.Notice {
        switch self {
        case .unsubscribe(let onPage):
            try work.unsubscribe(
                subscription, how: onPage ? "on the page" : "by one click in the mail program", from: origin)
            return .unsubscribed
        case .channels(let wanted):
            try work.save(wanted, of: subscription, from: origin)
            return .saved
        }
    }
}
