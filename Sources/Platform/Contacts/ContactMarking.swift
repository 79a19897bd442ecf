import ServiceCore
import Store

/// A mark that an action sets on contacts or takes off, and the event that tells of it.
struct ContactMarking: Sendable {
    let action: ActionDescription
    var help: String?
    /// What a notice says was done: `whitelisted`.
    let done: String
    let event: EventKind
    let availability: @Sendable (Contact) -> Availability
    var confirmation: @Sendable (Contact) -> Confirmation = { _ in .none }
    let set: @Sendable (inout ContactMarks, EditSession) -> Void
}

extension ContactMarking {
    static let all = [whitelist, unwhitelist, invalidate, revalidate]

    static let whitelist = ContactMarking(
        action: .whitelist, done: "whitelisted", event: .whitelisted,
        availability: { $0.isWhitelisted ? .already("already whitelisted") : .available },
        set: { $0.whitelistedAt = $1.now.storedTime })

    static let unwhitelist = ContactMarking(
        action: .unwhitelist, done: "taken off the whitelist", event: .unwhitelisted,
        availability: { $0.isWhitelisted ? .available : .already("not whitelisted") },
        set: { marks, _ in marks.whitelistedAt = nil })

    /// Works on a whitelisted contact too: the whitelist is immune to bounces, not to people.
    static let invalidate = ContactMarking(
        action: .invalidate, done: "invalidated", event: .invalidated,
        availability: { $0.isInvalid ? .already("already invalid") : .available },
        confirmation: { $0.isWhitelisted ? .yesNo : .none },
        set: { ($0.invalidAt, $0.invalidWhy) = ($1.now.storedTime, "by \($1.who)") })

    static let revalidate = ContactMarking(
        action: .revalidate,
        help: "Allows sending again; its bounces are counted from zero.",
        done: "revalidated", event: .revalidated,
        availability: { $0.isInvalid ? .available : .already("not invalid") },
        set: { marks, _ in
            (marks.invalidAt, marks.invalidWhy, marks.hardCount, marks.softCount) = (nil, nil, 0, 0)
        })
}
