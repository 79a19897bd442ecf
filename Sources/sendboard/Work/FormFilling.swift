import ServiceCore

/// Fills a form from `NAME=VALUE` arguments, as a person fills it on the board.
struct FormFilling {
    let assignments: [Assignment]
    /// Read from standard input for the form's secret field.
    var password: Secret?
    /// What is meant expressly: `create-groups`.
    var consents: Set<String> = []

    /// The form's own values with those of the arguments laid over them.
    ///
    /// - Throws: `.invalid` for a field that the form does not have (with the nearest name), one that is fixed, one
    ///   given twice, or a secret that stands on the command line for all to see.
    func values(for form: FormDescription) throws(ServiceError) -> FormValues {
        var values = try form.values(with: try edits(of: form))
        if let password { values[try secretField(of: form).id] = password.reveal() }
        return values
    }

    /// What the arguments are to make of the form's lines.
    ///
    /// - Throws: as `values(for:)`, but for what a line cannot be made.
    func edits(of form: FormDescription) throws(ServiceError) -> [FieldEdit] {
        var seen: Set<String> = []
        var edits: [FieldEdit] = []
        for assignment in assignments {
            let field = try field(assignment.name, of: form)
            guard seen.insert(field.id + assignment.way.rawValue).inserted else {
                throw ServiceError(.invalid, "“\(field.id)” is given twice.", field: field.id)
            }
            if field.kind == .secret, !assignment.value.hasPrefix("@") { throw exposed(field) }
            edits.append(FieldEdit(field.id, assignment.way, try assignment.read()))
        }
        return edits
    }

    /// The same with what a choice among the arguments writes into lines that they leave out.
    func inserting(into values: FormValues, of form: FormDescription) async throws(ServiceError) -> FormValues
    {
        guard let insertion = form.insertion, assignments.contains(where: { $0.name == insertion.line })
        else {
            return values
        }
        var filled = values
        for (id, text) in try await insertion.read(values)
        where !assignments.contains(where: { $0.name == id }) { filled[id] = text }
        return filled
    }

    /// What is worth knowing of the values, to be told with the outcome.
    ///
    /// - Throws: `.refused` for what has to be meant expressly and is not.
    func remarks(on form: FormDescription, _ values: FormValues) async throws(ServiceError) -> [String] {
        try told(try await form.remarks?.read(values) ?? [])
    }

    /// The remarks that are told with the outcome, as sentences.
    ///
    /// - Throws: `.refused` for what has to be meant expressly and is not.
    func told(_ remarks: [FormRemark]) throws(ServiceError) -> [String] {
        for remark in remarks {
            guard let consent = remark.consent, !consents.contains(consent.option) else { continue }
            let option = "--\(consent.option) makes it."
            throw ServiceError(
                .refused, consent.refusal, hint: remark.hint.isEmpty ? option : "\(remark.hint) \(option)")
        }
        return remarks.filter { $0.consent == nil }.map(\.sentence)
    }

    /// - Throws: `.invalid` for a line that must be filled and is not, so that nobody confirms what cannot be done.
    func requireAll(of form: FormDescription, in values: FormValues) throws(ServiceError) {
        guard let field = form.fields.first(where: { $0.isRequired && values.text($0.id) == nil }) else {
            return
        }
        let help = field.help.isEmpty ? "." : ": \(field.help)"
        throw ServiceError(
            .invalid, "“\(form.title)” needs \(field.id)=….", hint: "Add \(field.id)=…\(help)",
            field: field.id)
    }

    private func field(_ name: FieldID, of form: FormDescription) throws(ServiceError) -> FormField {
        let known = form.fields.filter { $0.kind != .fixed }.map(\.id)
        guard let field = form[name] else {
            throw ServiceError(
                .invalid, "“\(form.title)” has no field “\(name)”.",
                hint: NearestName.to(name, among: known).map { "Did you mean \($0)=?" }
                    ?? (known.isEmpty ? "It takes none." : "Fields: \(known.joined(separator: ", "))."),
                field: name)
        }
        guard field.kind != .fixed else {
            throw ServiceError(.invalid, "“\(name)” cannot be changed here.", field: name)
        }
        return field
    }

    private func secretField(of form: FormDescription) throws(ServiceError) -> FormField {
        guard let field = form.fields.first(where: { $0.kind == .secret }) else {
            throw ServiceError(
                .invalid, "“\(form.title)” asks for no password.", hint: "Leave --password-stdin out.")
        }
        return field
    }

    private func exposed(_ field: FormField) -> ServiceError {
        ServiceError(
            .invalid, "“\(field.id)” is secret and does not belong on the command line, where others see it.",
            hint: "Use --password-stdin, or \(field.id)=@FILE.", field: field.id)
    }
}
