/// What is known of a reply or reason beside the event's kind.
struct EventDetail: Sendable, Hashable {
    var code: Int?
    var enhanced: String?
    var rule: String?
    var text: String?
}
