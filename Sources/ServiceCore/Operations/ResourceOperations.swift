/// What a platform can do with one kind of row; whatever is absent it cannot.
package struct ResourceOperations<Element: Sendable>: Sendable {
    package var list: Listing<Element>?
    /// One row by its id or by the name a person knows it by; nil where there is none.
    package var find: (@Sendable (String) async throws(ServiceError) -> Element?)?
    package var create: Submission<Element>?
    package var update: Submission<Element>?
    package var delete: Deletion<Element>?
    package var actions: [ResourceAction<Element>]

    package init(
        list: Listing<Element>? = nil,
        find: (@Sendable (String) async throws(ServiceError) -> Element?)? = nil,
        create: Submission<Element>? = nil, update: Submission<Element>? = nil,
        delete: Deletion<Element>? = nil,
        actions: [ResourceAction<Element>] = []
    ) {
        self.list = list
        self.find = find
        self.create = create
        self.update = update
        self.delete = delete
        self.actions = actions
    }

    /// Only what changes nothing; checks stay, since they write no more than what was seen.
    package func readOnly() -> Self {
        Self(list: list, find: find, actions: actions.filter { $0.effect == .check })
    }
}

/// A form and the call that carries it out.
package struct Submission<Element: Sendable>: Sendable {
    /// What must be confirmed of a filled form, for what sends as soon as it is made.
    package let confirmation: @Sendable (FormValues) -> Confirmation
    /// The form for a new row (nil) or for a change to this one.
    package let form: @Sendable (Element?) async throws(ServiceError) -> FormDescription
    /// Carries the values out; `field` of an error marks the form line.
    package let submit: @Sendable (Element?, FormValues) async throws(ServiceError) -> EditOutcome

    package init(
        confirmation: @escaping @Sendable (FormValues) -> Confirmation = { _ in .none },
        form: @escaping @Sendable (Element?) async throws(ServiceError) -> FormDescription,
        submit: @escaping @Sendable (Element?, FormValues) async throws(ServiceError) -> EditOutcome
    ) {
        self.confirmation = confirmation
        self.form = form
        self.submit = submit
    }
}

/// Removes rows.
package struct Deletion<Element: Sendable>: Sendable {
    package let confirmation: @Sendable (Element) -> Confirmation
    /// What goes with the row, for the dialog: `with 3 senders and 1,204 contacts`; nil where nothing.
    package let consequence: (@Sendable (Element) async throws(ServiceError) -> String?)?
    package let perform: @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome

    package init(
        confirmation: @escaping @Sendable (Element) -> Confirmation = { _ in .yesNo },
        consequence: (@Sendable (Element) async throws(ServiceError) -> String?)? = nil,
        perform: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome
    ) {
        self.confirmation = confirmation
        self.consequence = consequence
        self.perform = perform
    }
}
