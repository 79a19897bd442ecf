/// Something that can be done to rows of one kind, besides making, editing and deleting them.
package struct ResourceAction<Element: Sendable>: Sendable {
    /// The verb, unique within the kind: `whitelist`; on the board `contact.whitelist`.
    package let name: String
    /// What a hint or a palette line says: `whitelist`.
    package let title: String
    /// One sentence for help.
    package let help: String
    package let effect: Effect
    /// What must be confirmed for one row; more than ten marked rows ask at least for their number.
    package let confirmation: @Sendable (Element) -> Confirmation
    /// Whether it can be done to this row, or why not.
    package let availability: @Sendable (Element) -> Availability
    /// What else must be asked, such as a reason; nil where nothing ever is, without fields where not of this row.
    package let form: (@Sendable (Element) async throws(ServiceError) -> FormDescription)?
    /// Whom the filled form of an action that sends writes to, which decides what must be confirmed; else nil.
    package let recipients:
        (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> MessageAudience)?
    package let perform: @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome

    package init(
        _ name: String, title: String, help: String, effect: Effect,
        confirmation: @escaping @Sendable (Element) -> Confirmation = { _ in .none },
        availability: @escaping @Sendable (Element) -> Availability = { _ in .available },
        form: (@Sendable (Element) async throws(ServiceError) -> FormDescription)? = nil,
        recipients: (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> MessageAudience)? =
            nil,
        perform: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome
    ) {
        self.name = name
        self.title = title
        self.help = help
        self.effect = effect
        self.confirmation = confirmation
        self.availability = availability
        self.form = form
        self.recipients = recipients
        self.perform = perform
    }

    package enum Effect: Sendable, Hashable {
        /// Changes nothing at the platform but what it knows (a check).
        case check
        /// Can be taken back by its opposite.
        case reversible
        /// Destroys, sends or rotates.
        case irreversible
    }
}

/// Whether something can be done now.
package enum Availability: Sendable, Hashable {
    case available
    /// A sentence fragment that says why not: `already whitelisted`.
    case disabled(String)

    package var isAvailable: Bool { self == .available }
}
