/// What brings a person to one state on every platform, in one step: all stop messages, or none does.
package struct DriftMending: Sendable {
    package let address: String
    package let goal: Goal
    package private(set) var steps: [Step] = []
    /// Where it cannot be done from here, a sentence each.
    package private(set) var gaps: [String] = []

    package enum Goal: String, Sendable, CaseIterable {
        case suppressed, active
    }

    package struct Step: Sendable {
        /// `suppress on dyn`
        package let words: String
        let connection: ConnectionID
        let fields: [FormField]
        let confirmation: Confirmation
        let perform: @Sendable (FormValues) async throws(ServiceError) -> EditOutcome
    }

    /// Looks what there is to do where.
    ///
    /// - Throws: what kept a platform from saying what it asks for.
    package init(
        _ drift: PersonDrift, of address: String, to goal: Goal, in workspace: Workspace
    ) async throws(ServiceError) {
        (self.address, self.goal) = (address, goal)
        for verdict in goal == .suppressed ? drift.active : drift.stopped {
            guard let connection = workspace[verdict.connection] else { continue }
            let step =
                goal == .suppressed
                ? try await Self.stopping(address, verdict, connection)
                : try await Self.lifting(address, verdict, connection)
            if let step {
                steps.append(step)
            } else {
                gaps.append("Nothing here can change it on \(verdict.place).")
            }
        }
    }

    /// What is asked for once for all of the steps.
    package var form: FormDescription {
        let fields: [FormField] = steps.flatMap(\.fields).reduce(into: []) { fields, field in
            if !fields.contains(where: { $0.id == field.id }) { fields.append(field) }
        }
        return FormDescription(
            title: "Make \(address) \(goal.rawValue) everywhere", fields: fields,
            notes: steps.map(\.words) + gaps)
    }

    /// The strictest of what the steps ask.
    package var confirmation: Confirmation {
        (steps.map(\.confirmation).max { $0.level < $1.level } ?? .none).atLeastYesNo
    }

    /// Takes the steps one after the other; where a later one fails, what was done is told with what failed.
    package func perform(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var outcome: EditOutcome?
        for step in steps {
            do throws(ServiceError) {
                let next = try await step.perform(values)
                outcome = outcome?.joined(with: next) ?? next
            } catch {
                guard let outcome else { throw error }
                return outcome.cutShort(by: error, on: step.connection)
            }
        }
        guard let outcome else {
            throw ServiceError(.unsupported, "Nothing here can change that.", hint: gaps.first)
        }
        return outcome
    }
}

extension DriftMending {
    /// A suppression where the platform takes one, else the contact made invalid.
    private static func stopping(
        _ address: String, _ verdict: PersonTrace.Verdict, _ connection: Connection
    ) async throws(ServiceError) -> Step? {
        guard let create = connection.resources[.suppression]?.operations.create else {
            return try await acting(
                "invalidate", on: try await row(.contact, address, verdict, connection), verdict, connection)
        }
        let known = [
            "account": verdict.account, "address": address,
            "channel": address.contains("@") ? "email" : "sms",
            "note": "as on other platforms",
        ]
        let form = try await create.form(nil)
        let values = FormValues(
            form.fields.reduce(into: [:]) { values, field in
                if let value = known[field.id] ?? (field.value.isEmpty ? nil : field.value) {
                    values[field.id] = value
                }
            })
        return Step(
            words: "suppress on \(verdict.place)", connection: connection.id, fields: [],
            confirmation: .yesNo
        ) { _ async throws(ServiceError) in try await create.submit(nil, values) }
    }

    /// The action that the verdict names.
    private static func lifting(
        _ address: String, _ verdict: PersonTrace.Verdict, _ connection: Connection
    ) async throws(ServiceError) -> Step? {
        guard let stop = verdict.stop, let remedy = stop.remedy else { return nil }
        return try await acting(
            remedy, on: try await row(stop.remedyKind, address, verdict, connection), verdict, connection)
    }

    private static func acting(
        _ name: String, on row: Row?, _ verdict: PersonTrace.Verdict, _ connection: Connection
    ) async throws(ServiceError) -> Step? {
        guard let row, let action = connection.resources[row.id.kind]?.action(name),
            action.availability(row).isAvailable
        else { return nil }
        let fields = try await action.form?(row).fields ?? []
        return Step(
            words: "\(action.title) on \(verdict.place)", connection: connection.id, fields: fields,
            confirmation: action.confirmation(row)
        ) { values async throws(ServiceError) in try await action.perform([row.id], values) }
    }

    private static func row(
        _ kind: ResourceKind, _ address: String, _ verdict: PersonTrace.Verdict, _ connection: Connection
    ) async throws(ServiceError) -> Row? {
        let key = kind == .contact ? verdict.contact?.native ?? address : address
        return try await connection.resources[kind]?.operations.find?(key)
    }
}
