/// What a form can know to be wrong by itself: read by the same code as what is sent, before anything is previewed.
///
/// What only the platform can tell, such as a name that is taken, is told when it is sent.
package struct FormRules: Sendable {
    /// - Throws: `.invalid` with the field that it is about.
    package let check: @Sendable (FormValues) throws(ServiceError) -> Void
}

extension FormDescription {
    /// The same form with rules.
    package func ruled(
        by check: @escaping @Sendable (FormValues) throws(ServiceError) -> Void
    ) -> FormDescription {
        var form = self
        form.rules = FormRules(check: check)
        return form
    }
}

/// A form is the same form whoever reads it.
extension FormRules: Hashable {
    package static func == (one: FormRules, other: FormRules) -> Bool { true }

    package func hash(into hasher: inout Hasher) {}
}
