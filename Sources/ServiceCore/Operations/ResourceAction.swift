/// Something that can be done to rows of one kind, besides making, editing and deleting them.
package struct ResourceAction<Element: Sendable>: Sendable {
    /// The verb, unique within the kind: `whitelist`; on the board `contact.whitelist`.
    package var name: String
    /// What a hint or a palette line says: `whitelist`.
    package var title: String
    /// One sentence for help.
    package var help: String
    package var effect: Effect
    /// What must be confirmed for one row; more than ten marked rows ask at least for their number.
    package var confirmation: @Sendable (Element) -> Confirmation
    /// Whether it can be done to this row, or why not.
    package var availability: @Sendable (Element) -> Availability
    /// What else must be asked, such as a reason; nil where nothing ever is, without fields where not of this row.
    package var form: (@Sendable (Element) async throws(ServiceError) -> FormDescription)?
    /// Whom the filled form of an action that sends writes to, which decides what must be confirmed; else nil.
    package var recipients: MessageAudience.Ask?
    package var perform: @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome

    /// An action that its kind declares.
    ///
    /// - Parameters:
    ///   - title: what this platform calls it, where otherwise than the others; the same of `help` and `effect`.
    package init(
        _ action: ActionDescription, title: String? = nil, help: String? = nil, effect: Effect? = nil,
        confirmation: @escaping @Sendable (Element) -> Confirmation = { _ in .none },
        availability: @escaping @Sendable (Element) -> Availability = { _ in .available },
        form: (@Sendable (Element) async throws(ServiceError) -> FormDescription)? = nil,
        recipients: MessageAudience.Ask? = nil,
        perform: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome
    ) {
        name = action.name
        self.title = title ?? action.title
        self.help = help ?? action.help
        self.effect = effect ?? action.effect
        self.confirmation = confirmation
        self.availability = availability
        self.form = form
        self.recipients = recipients
        self.perform = perform
    }

    package typealias Effect = ActionEffect

    /// What must be confirmed of these rows together: what destroys, sends or rotates is never done without a word.
    package func confirmation(of rows: [Element]) -> Confirmation {
        let strictest = Confirmation.strictest(of: rows.map(confirmation), count: rows.count)
        return effect == .irreversible ? strictest.atLeastYesNo : strictest
    }
}

extension ResourceAction where Element: Resource {
    /// The same action on rows.
    func erased() -> ResourceAction<Row> {
        var erasedForm: (@Sendable (Row) async throws(ServiceError) -> FormDescription)?
        if let form {
            erasedForm = { row async throws(ServiceError) in try await form(try row.typed()) }
        }
        return ResourceAction<Row>(
            ActionDescription(name, title: title, help: help, effect: effect),
            confirmation: { row in (row.resource as? Element).map(confirmation) ?? .yesNo },
            availability: { row in
                (row.resource as? Element).map(availability) ?? .disabled("not of this kind")
            },
            form: erasedForm, recipients: recipients, perform: perform)
    }
}

extension ResourceAction {
    /// What the key that confirms does, in the third person: `whitelists`, `sends a test` as `sends`.
    package var verb: String { Self.verb(of: title) }

    /// The first word of a title, which is a verb but for things that are made or shown.
    private static func verb(of title: String) -> String {
        let word = String(title.prefix { $0 != " " })
        switch word {
        case "new": return "makes it new"
        case "archived": return "shows it"
        case "message": return "sends"
        case _ where word.hasSuffix("s") || word.hasSuffix("h"): return word + "es"
        case _ where word.hasSuffix("y"): return word.dropLast() + "ies"
        default: return word + "s"
        }
    }
}

/// Whether something can be done now.
package enum Availability: Sendable, Hashable {
    case available
    /// There is nothing to do, since the row stands so: `already whitelisted`, `not invalid`.
    case already(String)
    /// A sentence fragment that says why not: `the platform has no whitelist`.
    case disabled(String)

    package var isAvailable: Bool { self == .available }

    /// Why it is not done, whether or not the row stands as it would leave it; nil where it can be done.
    package var obstacle: String? {
        switch self {
        case .available: nil
        case .already(let reason), .disabled(let reason): reason
        }
    }
}

extension [ResourceID] {
    /// The row of an action that does one at a time.
    ///
    /// - Parameter sentence: what is said where there are others.
    package func only(_ sentence: String) throws(ServiceError) -> ResourceID {
        guard count == 1 else { throw ServiceError(.invalid, sentence, hint: "Unmark the others.") }
        return self[0]
    }
}
