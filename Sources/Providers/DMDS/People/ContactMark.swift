import ServiceCore

/// A mark on a contact that one call sets and another takes off (§6, §7).
struct ContactMark: Sendable {
    let action: ActionDescription
    /// The end of a notice: `whitelisted`.
    let done: String
    let isSet: @Sendable (Contact) -> Bool
    let availability: @Sendable (Contact) -> Availability
    var confirmation: @Sendable (Contact) -> Confirmation = { _ in .none }
    let request: @Sendable (String) -> HTTPRequest
}

extension ContactMark {
    static let all = [whitelist, unwhitelist, invalidate, revalidate]

    /// What takes it back: the other of the actions that its key does.
    var opposite: ContactMark? {
        let pair = Contact.keys.first { $0.actions.contains(action) }?.actions ?? []
        return Self.all.first { $0.action != action && pair.contains($0.action) }
    }

    private static let noWhitelist = Availability.disabled("the platform has no whitelist")

    private static let whitelist = ContactMark(
        action: .whitelist, done: "whitelisted", isSet: { $0.isWhitelisted },
        availability: {
            if $0.hasNoWhitelist { return noWhitelist }
            return $0.isWhitelisted ? .already("already whitelisted") : .available
        },
        request: { .write("whitelist.add", "whitelist/\($0)") })

    private static let unwhitelist = ContactMark(
        action: .unwhitelist, done: "taken off the whitelist",
        isSet: { !$0.isWhitelisted && !$0.isWhitelistUnknown },
        availability: {
            if $0.hasNoWhitelist { return noWhitelist }
            return $0.isWhitelisted || $0.isWhitelistUnknown ? .available : .already("not whitelisted")
        },
        request: { .write("whitelist.remove", by: .delete, "whitelist/\($0)") })

    /// A GET that changes things, and is therefore never repeated.
    private static let invalidate = ContactMark(
        action: .invalidate, done: "invalidated", isSet: { $0.isInvalid },
        availability: { $0.isInvalid ? .already("already invalid") : .available },
        confirmation: { $0.isWhitelisted ? .yesNo : .none },
        request: { .write("contacts.invalidate", by: .get, "invalidar/\($0)") })

    private static let revalidate = ContactMark(
        action: .revalidate, done: "revalidated", isSet: { !$0.isInvalid && !$0.isValidityUnknown },
        availability: { $0.isInvalid || $0.isValidityUnknown ? .available : .already("not invalid") },
        request: { .write("contacts.revalidate", by: .get, "revalidar/\($0)") })
}
