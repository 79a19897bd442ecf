import ServiceCore

/// Global variables: listed, created or changed by one call, deleted by a DELETE with a body (§11).
struct DMDSVariables: Sendable {
    let context: DMDSContext

    init(_ context: DMDSContext) { self.context = context }

    var operations: ResourceOperations<GlobalVariable> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("name"), Gathering { _ async throws(ServiceError) in try await all() }),
            find: { key async throws(ServiceError) in try await variable(key) },
            create: creation, update: change, delete: deletion)
    }

    private func all() async throws(ServiceError) -> [GlobalVariable] {
        try variables(try await context.send(.read("variables.list", "variables_globales/")))
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
                        .conflict, "There is a variable “\(name)” already.", hint: "Edit it (e).",
                        field: "name")
                }
                let rows = try await post(name, values["value"] ?? "")
                return EditOutcome(
                    "variable \(name) created", rows: rows,
                    reversal: reversal("create \(name)", name, from: values["value"] ?? "", to: nil))
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
                let rows = try await post(name, value)
                return EditOutcome(
                    "variable \(name) changed", rows: rows,
                    reversal: reversal("edit \(name)", name, from: value, to: before.value))
            })
    }

    private func form(_ title: String, _ row: GlobalVariable?) -> FormDescription {
        FormDescription(
            title: title,
            fields: [
                FormField(
                    "name", "Name", row == nil ? .text : .fixed, value: row?.name ?? "", isRequired: true),
                FormField("value", "Value", .multiline, value: row?.value ?? ""),
            ])
    }

    private var deletion: Deletion<GlobalVariable> {
        Deletion { ids async throws(ServiceError) in
            try await EditSeries(done: "deleted") { id async throws(ServiceError) in
                let before = try await existing(id.native, as: nil)
                try await remove(before.name)
                return EditOutcome(
                    "variable \(before.name) deleted",
                    reversal: reversal("delete \(before.name)", before.name, from: nil, to: before.value))
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
            guard try await variable(name)?.value == left else { throw Self.changed(name) }
            guard let before else {
                try await remove(name)
                return EditOutcome("variable \(name) taken away")
            }
            return EditOutcome("variable \(name) as it was", rows: try await post(name, before))
        }
    }

    private static func changed(_ name: String) -> ServiceError {
        ServiceError(
            .conflict, "The variable “\(name)” has changed meanwhile.", hint: "Refresh and look at it.")
    }

    // MARK: Calls

    private func post(_ name: String, _ value: String) async throws(ServiceError) -> [Row] {
        let body: JSONValue = ["nombre": .string(name), "valor": .string(value)]
        let request = HTTPRequest.write("variables.save", "variables_globales/", body: .json(body))
        _ = try await context.write(request) { () async throws(ServiceError) in
            let now = try await variable(name)
            return now?.value == value
                ? "Looked again: “\(name)” holds the new value."
                : "Looked again: “\(name)” \(now == nil ? "is not there" : "holds another value")."
        }
        return [Row(row(name, value))]
    }

    private func remove(_ name: String) async throws(ServiceError) {
        let body: JSONValue = ["nombre": .string(name)]
        let request = HTTPRequest.write("variables.delete", .delete, "variables_globales/", body: .json(body))
        try await context.write(request) { () async throws(ServiceError) in
            let isThere = try await variable(name) != nil
            return "Looked again: “\(name)” is \(isThere ? "still there" : "gone")."
        }
    }
}
