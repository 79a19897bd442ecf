package import ServiceCore

extension ResourceEditor {
    /// A change as an action of its kind, under the change's own name and rule.
    package func action(
        _ change: RowChange<R>, title: String, help: String,
        confirmation: @escaping @Sendable (R) -> Confirmation = { _ in .none }
    ) -> ResourceAction<R> {
        ResourceAction(
            change.name, title: title, help: help, effect: change.effect, confirmation: confirmation,
            availability: change.availability,
            perform: { ids, _ async throws(ServiceError) in try await perform(change, on: ids) })
    }
}

extension RowChange {
    fileprivate var effect: ResourceAction<R>.Effect {
        finality == nil ? .reversible : .irreversible
    }
}
