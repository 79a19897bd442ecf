package import FoundationEssentials

/// An address that an account must not send to, and why.
package struct Suppression: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    /// An e-mail address or an E.164 number.
    package var address: String
    package var channel = Channel.email
    package var reason: Reason
    /// The platform's own word for a reason that is none of ours, shown in its place.
    package var ownReason: String?
    package var created: Date?
    /// Set once sending was allowed again; the history stays.
    package var lifted: Date?
    package var note = ""
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, address: String, reason: Reason) {
        self.id = id
        self.account = account
        self.address = address
        self.reason = reason
    }

    package enum Reason: String, Sendable, CaseIterable {
        case manual, bounce, complaint, unsubscribe
        /// The person was erased; a keyed hash of the address is all that is left.
        case erased

        /// Those that a list or a form may give; erasing alone makes the other.
        package static let given: [Reason] = allCases.filter { $0 != .erased }
    }
}

/// What carries a message.
package enum Channel: String, Sendable, CaseIterable {
    case email, sms
}

extension Suppression {
    /// The reason, or the platform's own word for it; nil where it tells none.
    package var reasonText: String? {
        untold.contains("reason") ? nil : ownReason ?? reason.rawValue
    }

    package static let kind = ResourceKind.suppression
    package static let words = ResourceWords(
        "suppression", "suppressions", about: "Addresses that must not be sent to, and why.", name: "address",
        time: "created")
    package static let keys = [ActionKey("a", .allow)]

    package static let fields: [Field<Suppression>] = [
        Field("address", "Address") { .text($0.address) }.column(0, 16...40, middle: true),
        Field("reason", "Reason", .state, words: Reason.allCases.map(\.rawValue), takesOwnWords: true) {
            .state($0.reasonWord)
        }.column(1, 9...11),
        Field("state", "State", .state, words: ["suppressed", "lifted"]) {
            .state($0.lifted == nil ? StateWord("suppressed", .bad) : StateWord("lifted", .neutral))
        }.column(2, 10...10),
        Field("channel", "Channel", .state, words: Channel.allCases.map(\.rawValue)) {
            .text($0.channel.rawValue)
        }.column(5, 7...7),
        Field("created", "Since", .date) { .date($0.created) }.column(3),
        Field("lifted", "Lifted", .date) { .date($0.lifted) }.column(6),
        Field("note", "Note", .longText) { .text($0.note) }.column(7, 10...40),
        Field("account", "Account") { .text($0.account) }.column(4, 16...30, middle: true),
    ]

    private var reasonWord: StateWord {
        if let ownReason { return StateWord(ownReason, .warning) }
        return StateWord(reason.rawValue, reason == .manual ? .neutral : .warning)
    }
}

extension ActionDescription {
    /// Of an entry, or of a contact whom one stops.
    package static let allow = Self(
        "allow", title: "allow sending", help: "Allows sending to the address again.",
        aliases: ["allow-sending"])
}

extension ResourceKind {
    package static let suppression: Self = "suppression"
}
