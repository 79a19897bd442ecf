package import ServiceCore

extension ResourceEditor {
    /// A change as an action of its kind, under the change's own rule.
    ///
    /// - Parameters:
    ///   - title: what the kind calls it here, where otherwise than elsewhere; the same of `help`.
    package func action(
        _ change: RowChange<R>, _ action: ActionDescription, title: String? = nil, help: String? = nil,
        confirmation: @escaping @Sendable (R) -> Confirmation = { _ in .none }
    ) -> ResourceAction<R> {
        ResourceAction(
            action, title: title, help: help, effect: change.effect, confirmation: confirmation,
            availability: change.availability,
            perform: { ids, _ async throws(ServiceError) in try await perform(change, on: ids) })
    }
}

extension RowChange {
    fileprivate var effect: ResourceAction<R>.Effect {
        finality == nil ? .reversible : .irreversible
    }
}
