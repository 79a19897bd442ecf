/// A form and the call that carries it out.
package struct Submission<Element: Sendable>: Sendable {
    /// What must be confirmed of a filled form, for what sends as soon as it is made.
    package var confirmation: @Sendable (FormValues) -> Confirmation
    /// Whom it writes to, for what sends as soon as it is made; else nil.
    package var recipients: (@Sendable (FormValues) throws(ServiceError) -> MessageAudience)?
    /// The form for a new row (nil) or for a change to this one.
    package var form: @Sendable (Element?) async throws(ServiceError) -> FormDescription
    /// Carries the values out; `field` of an error marks the form line.
    package var submit: @Sendable (Element?, FormValues) async throws(ServiceError) -> EditOutcome

    /// Carries out the values of several rows, all or none; nil where each goes for itself.
    package var submitAll: SubmitAll?

    package typealias SubmitAll = @Sendable ([FilledForm<Element>]) async throws(ServiceError) -> EditOutcome

    package init(
        confirmation: @escaping @Sendable (FormValues) -> Confirmation = { _ in .none },
        recipients: (@Sendable (FormValues) throws(ServiceError) -> MessageAudience)? = nil,
        form: @escaping @Sendable (Element?) async throws(ServiceError) -> FormDescription,
        submit: @escaping @Sendable (Element?, FormValues) async throws(ServiceError) -> EditOutcome,
        submitAll: SubmitAll? = nil
    ) {
        self.confirmation = confirmation
        self.recipients = recipients
        self.form = form
        self.submit = submit
        self.submitAll = submitAll
    }
}

/// A row with what its form says.
package struct FilledForm<Element: Sendable>: Sendable {
    package let row: Element
    package let values: FormValues

    package init(_ row: Element, _ values: FormValues) { (self.row, self.values) = (row, values) }
}

extension Submission where Element: Resource {
    /// The same form and call for rows.
    func erased() -> Submission<Row> {
        var erasedAll: Submission<Row>.SubmitAll?
        if let submitAll {
            erasedAll = { filled async throws(ServiceError) in
                var typed: [FilledForm<Element>] = []
                for one in filled { typed.append(FilledForm(try one.row.typed(), one.values)) }
                return try await submitAll(typed)
            }
        }
        return Submission<Row>(
            confirmation: confirmation, recipients: recipients,
            form: { row async throws(ServiceError) in try await form(try row?.typed(Element.self)) },
            submit: { row, values async throws(ServiceError) in
                try await submit(try row?.typed(Element.self), values)
            }, submitAll: erasedAll)
    }
}
