import ServiceCore

/// Global variables: listed, created or changed by one call, deleted by a DELETE with a body (§11).
struct DMDSVariables: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<GlobalVariable> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("name"), Gathering { _ async throws(ServiceError) in try await all() }),
            find: { key async throws(ServiceError) in try await variable(key) },
            create: creation, update: change, delete: deletion)
    }

    private func all() async throws(ServiceError) -> [GlobalVariable] {
        let read = try variables(try await context.send(.read("variables.list", "variables_globales/")))
        return context.inHand.laid(over: read, isWhole: true)
    }

    private func variables(_ answer: JSONReader) throws(ServiceError) -> [GlobalVariable] {
        var variables: [GlobalVariable] = []
        for (name, value) in try answer["variables"].members() {
            variables.append(row(name, Self.text(value)))
        }
        return variables
    }

    /// What is no text is shown as it came, marked, rather than hide the other variables.
    private static func text(_ value: JSONReader) -> String {
        guard let present = value.ifPresent else { return "" }
        if let text = try? present.text() { return text }
        return mark + String(decoding: present.value.map(JSONWriting.revealed) ?? [], as: UTF8.self)
    }

    private static let mark = "(no text) "

    private func row(_ name: String, _ value: String) -> GlobalVariable {
        GlobalVariable(
            id: context.id(.variable, name), account: context.account, name: name, value: value)
    }

    private func variable(_ name: String) async throws(ServiceError) -> GlobalVariable? {
        try await all().first { $0.name == name }
    }

    // MARK: Forms

    private var creation: Submission<GlobalVariable> {
        Submission(
            form: { _ async throws(ServiceError) in form("New variable", nil) },
            submit: { _, values async throws(ServiceError) in
                let name = try values.required("name", "The name")
                guard try await variable(name) == nil else {
                    throw ServiceError(
                        .conflict, "There is a variable “\(name)” already.", hint: "Edit it instead.",
                        field: "name")
                }
                let value = values["value"] ?? ""
                return try await post(
                    name, value, told: "variable \(name) created",
                    reversal("create \(name)", name, from: value, to: nil))
            })
    }

    private var change: Submission<GlobalVariable> {
        Submission(
            form: { row async throws(ServiceError) in form("Edit variable", row) },
            submit: { opened, values async throws(ServiceError) in
                guard let name = opened?.name ?? values.text("name") else {
                    throw ServiceError(.invalid, "The name is missing.", hint: "Fill in name.", field: "name")
                }
                let before = try await existing(name, as: opened?.value)
                let value = values["value"] ?? before.value
                guard value != before.value else {
                    return EditOutcome("\(name) unchanged", rows: [Row(before)], isEdit: false)
                }
                return try await post(
                    name, value, over: before, told: "variable \(name) changed",
                    reversal("edit \(name)", name, from: value, to: before.value))
            })
    }

    private func form(_ title: String, _ row: GlobalVariable?) -> FormDescription {
        var lines = FormLines<GlobalVariable>("name", "value")
        if row != nil { lines["name"].kind = .fixed }
        return FormDescription(title: title, fields: lines.fields(of: row ?? self.row("", "")))
    }

    private var deletion: Deletion<GlobalVariable> {
        Deletion { ids async throws(ServiceError) in
            try await EditSeries(done: "deleted") { id async throws(ServiceError) in
                let before = try await existing(id.native, as: nil)
                return try await remove(
                    before.name, told: "variable \(before.name) deleted",
                    reversal("delete \(before.name)", before.name, from: nil, to: before.value))
            }.perform(ids)
        }
    }

    /// - Parameter value: what it must still hold; nil takes any.
    private func existing(_ name: String, as value: String?) async throws(ServiceError) -> GlobalVariable {
        guard let now = try await variable(name) else {
            throw ServiceError(
                .notFound, "DMDS has no variable “\(name)”.", hint: "Refresh: it may be gone.")
        }
        if let value, value != now.value { throw Self.changed(name) }
        return now
    }

    /// - Parameters:
    ///   - left: the value that the edit left; nil where it deleted the variable.
    ///   - before: the value that comes back; nil where the edit made the variable.
    /// - Returns: nil where what was there cannot be written again, since only texts can.
    private func reversal(_ summary: String, _ name: String, from left: String?, to before: String?)
        -> Reversal?
    {
        if before?.hasPrefix(Self.mark) == true { return nil }
        return Reversal(summary) { () async throws(ServiceError) in
            let now = try await variable(name)
            guard now?.value == left else { throw Self.changed(name) }
            guard let before else {
                return try await remove(name, told: "variable \(name) taken away", nil)
            }
            return try await post(name, before, over: now, told: "variable \(name) as it was", nil)
        }
    }

    private static func changed(_ name: String) -> ServiceError {
        ServiceError(
            .conflict, "The variable “\(name)” has changed meanwhile.", hint: "Refresh and look at it.")
    }

    // MARK: Calls

    /// - Parameter old: the variable as it stands; nil where there is none.
    private func post(
        _ name: String, _ value: String, over old: GlobalVariable? = nil, told message: String,
        _ reversal: Reversal?
    ) async throws(ServiceError) -> EditOutcome {
        let wanted = Row(row(name, value))
        let before = [old].compactMap { $0.map { Row($0) } }
        let settling = Settling(on: DMDSContext.title, [wanted.id], from: before, wished: [wanted]) {
            () async throws(ServiceError) in
            try await variable(name)?.value == value ? .done(()) : .notShown
        } outcome: { _ in
            EditOutcome(message, rows: [wanted], reversal: reversal)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            let body: JSONValue = ["nombre": .string(name), "valor": .string(value)]
            _ = try await context.send(.write("variables.save", "variables_globales/", body: .json(body)))
        }
    }

    private func remove(
        _ name: String, told message: String, _ reversal: Reversal?
    ) async throws(ServiceError) -> EditOutcome {
        let settling = Settling(on: DMDSContext.title, [context.id(.variable, name)]) {
            () async throws(ServiceError) in
            try await variable(name) == nil ? .done(()) : .notShown
        } outcome: { _ in
            EditOutcome(message, reversal: reversal)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            let body: JSONValue = ["nombre": .string(name)]
            _ = try await context.send(
                .write("variables.delete", by: .delete, "variables_globales/", body: .json(body)))
        }
    }
}
