package import FoundationEssentials

/// Whether a message to one address would go out now, and everything that led there (KEYS §2, Why).
package struct PersonTrace: Sendable, Equatable {
    package var address: String
    /// One verdict per account that knows the address or would send to it.
    package var verdicts: [Verdict]
    /// Every event of the person, newest first.
    package var events: [DeliveryEvent]

    package init(address: String, verdicts: [Verdict] = [], events: [DeliveryEvent] = []) {
        self.address = address
        self.verdicts = verdicts
        self.events = events
    }

    package struct Verdict: Sendable, Equatable {
        package var connection: ConnectionID
        package var account: String
        /// The contact's row, where there is one.
        package var contact: ResourceID?
        /// Nil where a message would go out now.
        package var stop: Stop?
        /// What else is worth knowing: whitelisted since, bounces counted.
        package var notes: [TraceNote]

        package init(
            connection: ConnectionID, account: String, contact: ResourceID? = nil, stop: Stop? = nil,
            notes: [TraceNote] = []
        ) {
            self.connection = connection
            self.account = account
            self.contact = contact
            self.stop = stop
            self.notes = notes
        }
    }

    /// The first rule that stops a message.
    package struct Stop: Sendable, Equatable {
        /// `suppressed: complaint`.
        package var rule: String
        package var since: Date?
        /// By whom or by what: `kim@console`, `campaign Spring sale`.
        package var cause: String
        /// The action that lifts it, such as `revalidate`; nil where none can.
        package var remedy: String?
        /// What to do where no action lifts it; empty where one does, or nothing helps.
        package var advice = ""
        /// The kind that has the action: the contact, or the entry where there is none.
        package var remedyKind: ResourceKind

        package init(
            rule: String, since: Date? = nil, cause: String = "", remedy: String? = nil,
            remedyKind: ResourceKind = .contact
        ) {
            self.rule = rule
            self.since = since
            self.cause = cause
            self.remedy = remedy
            self.remedyKind = remedyKind
        }
    }
}
