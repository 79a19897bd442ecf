package import FoundationEssentials

/// Whether a message to one address would go out now, and everything that led there.
package struct PersonTrace: Sendable, Equatable {
    /// Asks why a message to an address would or would not go out.
    package typealias Ask = @Sendable (String) async throws(ServiceError) -> PersonTrace

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
        /// What stops any message; nil where none does.
        package var stop: Stop?
        /// What would have to be known to say what becomes of a message, and is not; empty where all is known.
        package var unknowns: [DatedText] = []
        /// What any message waits for that nothing stops.
        package var wait: Wait?
        /// What holds for some messages alone, by what they are sent by.
        package var depends: [Dependence]
        /// What else is worth knowing: whitelisted since, bounces counted.
        package var notes: [DatedText]

        package init(
            connection: ConnectionID, account: String, contact: ResourceID? = nil, stop: Stop? = nil,
            wait: Wait? = nil, depends: [Dependence] = [], notes: [DatedText] = []
        ) {
            self.connection = connection
            self.account = account
            self.contact = contact
            self.stop = stop
            self.wait = wait
            self.depends = depends
            self.notes = notes
        }

        /// What would become of a message sent now.
        package var outcome: Outcome {
            if stop != nil { return .stopped }
            if !unknowns.isEmpty { return .unknown }
            if wait != nil { return .waits }
            return depends.isEmpty ? .goes : .depends
        }
    }

    package enum Outcome: String, Sendable {
        case goes, stopped, waits
        /// Its platform does not tell enough.
        case unknown
        /// It goes out, unless it is sent by something that is held.
        case depends
    }

    /// What any message waits for.
    package struct Wait: Sendable, Equatable {
        /// `the account's monthly e-mail cap is reached`
        package var rule: String
        package var until: Date
        package var advice: String

        package init(rule: String, until: Date, advice: String = "") {
            self.rule = rule
            self.until = until
            self.advice = advice
        }
    }

    /// What becomes of a message that is sent by one thing, unlike others.
    package struct Dependence: Sendable, Equatable {
        /// `sent as smtp70004`
        package var condition: String
        /// `exhausted (the total limit 500 of SMTP user smtp70004 is reached)`
        package var effect: String
        /// When that ends by itself.
        package var until: Date?

        package init(_ condition: String, _ effect: String, until: Date? = nil) {
            self.condition = condition
            self.effect = effect
            self.until = until
        }

        /// `if sent as smtp70004: disabled`
        package var note: DatedText {
            let end = until.map { " until \($0)" as DatedText } ?? ""
            return "if \(condition): \(effect)\(end)"
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
