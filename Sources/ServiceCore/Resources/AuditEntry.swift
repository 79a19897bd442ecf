package import FoundationEssentials

/// One edit as the audit trail keeps it: who, when, what, before and after.
package struct AuditEntry: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var time: Date
    /// The person at the console, or the API key's account.
    package var who: String
    package var what: String
    package var target: ResourceID
    package var targetName: String
    package var changes: [FieldChange]
    /// The reason given, where one was asked for; of what did not simply come out, how that is known.
    package var reason = ""
    package var outcome = Outcome.done
    /// The entry that this one took back.
    package var undoOf: String?
    /// The entry that took this one back.
    package var undoneBy: String?
    /// Whether what it deleted is kept, so that it can be put back.
    package var isKept = false
    /// The platform and base URL that its connection stood for; empty of our own.
    package var place = ""

    package init(
        id: ResourceID, time: Date, who: String, what: String, target: ResourceID, targetName: String,
        changes: [FieldChange] = [], reason: String = "", outcome: Outcome = .done, undoOf: String? = nil
    ) {
        self.id = id
        self.time = time
        self.who = who
        self.what = what
        self.target = target
        self.targetName = targetName
        self.changes = changes
        self.reason = reason
        self.outcome = outcome
        self.undoOf = undoOf
    }

    /// What came of an edit, as far as its platform told.
    package enum Outcome: String, Sendable, CaseIterable {
        case done, refused
        /// Its answer was lost, and the platform does not show it after all.
        case notDone = "not done"
        /// Its answer was lost, and the platform does not show it yet.
        case stillUnknown = "still unknown"

        var word: StateWord {
            switch self {
            case .done: StateWord(rawValue)
            case .refused, .notDone: StateWord(rawValue, .bad)
            case .stillUnknown: StateWord(rawValue, .warning)
            }
        }
    }

    /// What a list that was taken in is called in the trail.
    package static let importing = "import"

    /// How the reason begins of a part that nobody tried, since one before it failed.
    package static let untried = "not tried after: "

    /// How the reason ends of an edit that was found done after its answer was lost.
    static let shownLater = "the answer was lost, the platform shows it"

    /// Whether it says what came of an edit whose answer was lost.
    package var isVerdict: Bool {
        switch outcome {
        case .done: reason.hasSuffix(Self.shownLater)
        case .notDone: !reason.hasPrefix(Self.untried)
        case .refused, .stillUnknown: false
        }
    }

    package static let kind = ResourceKind.audit
    package static let words = ResourceWords(
        "audit entry", "audit entries", about: "Every edit: who, when, before and after.", name: "target",
        time: "time", madeByPeople: false)
    package static let keys = [ActionKey(nil, .restore)]

    package static let fields: [Field<AuditEntry>] = [
        Field("changes", "Changed", .longText) { .note($0.changesText) }.column(2, 16...80),
        Field("time", "Time", .date) { .date($0.time) }.column(1),
        Field("who", "Who") { .text($0.who) }.column(4, 11...24, middle: true),
        Field("what", "What") { .text($0.what) }.column(3, 9...24),
        Field("target", "On") { .text($0.targetName) }.column(0, 14...36, middle: true),
        Field("kind", "Kind") { .text($0.target.kind.rawValue) }.column(6, 8...16),
        Field("before", "Before", .map) { .map($0.side(\.before)) }.column(7, 9...40),
        Field("after", "After", .map) { .map($0.side(\.after)) }.column(8, 9...40),
        Field("outcome", "Outcome", .state, words: Outcome.allCases.map(\.rawValue)) {
            .state($0.outcome.word)
        },
        Field("reason", "Reason", .longText) { .kept($0.reason) },
        Field("undo_of", "Undo of") { .text($0.undoOf) },
        Field("undone_by", "Taken back by") { .text($0.undoneBy) },
        Field("platform", "Platform") { .text($0.target.connection.name) },
    ]

    /// `last_name: Kim → Lee, whitelisted: yes`: what was changed first, and what only follows from it last; before it
    /// how it came out, unless it was simply done.
    package var changesText: DatedText {
        let sides = sidesText
        if outcome == .done { return sides }
        return sides.isEmpty ? "\(outcome.rawValue)" : "\(outcome.rawValue): \(sides)"
    }

    private var sidesText: DatedText {
        let own = changes.filter { !Self.following.contains($0.field) }
        let rest = changes.filter { Self.following.contains($0.field) }
        return (own + rest).map { change in
            let (before, after) = (change.before.dated, change.after.dated)
            if before.isEmpty { return "\(change.field): \(after)" }
            return "\(change.field): \(before) → \(after.isEmpty ? "nothing" : after)"
        }.joined(separator: ", ")
    }

    /// Fields that nobody edits: they say over again what others say.
    static let following: Set<FieldID> = [
        "name", "operation", "state", "invalid_since", "whitelisted_since", "last_event", "last_event_at",
    ]

    private func side(_ side: KeyPath<FieldChange, FieldValue>) -> [String: DatedText] {
        let filled = changes.filter { !$0[keyPath: side].isEmpty }
        return Dictionary(
            filled.map { ($0.field, $0[keyPath: side].dated) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ActionDescription {
    package static let restore = Self(
        "restore", help: "Puts back what was deleted, or takes an import back, as long as it is kept.")
}

extension ResourceKind {
    package static let audit: Self = "audit"
}
