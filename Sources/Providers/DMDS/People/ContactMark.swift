import ServiceCore

/// A mark on a contact that one call sets and another takes off (§6, §7).
struct ContactMark: Sendable {
    /// The action on the board: `whitelist`.
    let name: String
    let title: String
    let help: String
    /// The end of a notice: `whitelisted`.
    let done: String
    /// The action that takes it back.
    let opposite: String
    let isSet: @Sendable (Contact) -> Bool
    let availability: @Sendable (Contact) -> Availability
    var confirmation: @Sendable (Contact) -> Confirmation = { _ in .none }
    let request: @Sendable (String) -> HTTPRequest
}

extension ContactMark {
    static let all = [whitelist, unwhitelist, invalidate, revalidate]

    static func named(_ name: String) -> ContactMark? { all.first { $0.name == name } }

    private static let noWhitelist = Availability.disabled("the platform has no whitelist")

    private static let whitelist = ContactMark(
        name: "whitelist", title: "whitelist", help: "Keeps bounces from making the contact invalid.",
        done: "whitelisted", opposite: "unwhitelist", isSet: { $0.isWhitelisted },
        availability: {
            if $0.hasNoWhitelist { return noWhitelist }
            return $0.isWhitelisted ? .disabled("already whitelisted") : .available
        },
        request: { .write("whitelist.add", "whitelist/\($0)") })

    private static let unwhitelist = ContactMark(
        name: "unwhitelist", title: "take off the whitelist", help: "Lets bounces make the contact invalid.",
        done: "taken off the whitelist", opposite: "whitelist",
        isSet: { !$0.isWhitelisted && !$0.isWhitelistUnknown },
        availability: {
            if $0.hasNoWhitelist { return noWhitelist }
            return $0.isWhitelisted || $0.isWhitelistUnknown ? .available : .disabled("not whitelisted")
        },
        request: { .write("whitelist.remove", .delete, "whitelist/\($0)") })

    /// A GET that changes things, and is therefore never repeated.
    private static let invalidate = ContactMark(
        name: "invalidate", title: "invalidate",
        help: "Sends nothing more to the contact until it is revalidated.",
        done: "invalidated", opposite: "revalidate", isSet: { $0.isInvalid },
        availability: { $0.isInvalid ? .disabled("already invalid") : .available },
        confirmation: { $0.isWhitelisted ? .yesNo : .none },
        request: { .write("contacts.invalidate", .get, "invalidar/\($0)") })

    private static let revalidate = ContactMark(
        name: "revalidate", title: "revalidate", help: "Allows sending to the contact again.",
        done: "revalidated", opposite: "invalidate", isSet: { !$0.isInvalid && !$0.isValidityUnknown },
        availability: { $0.isInvalid || $0.isValidityUnknown ? .available : .disabled("not invalid") },
        request: { .write("contacts.revalidate", .get, "revalidar/\($0)") })
}
