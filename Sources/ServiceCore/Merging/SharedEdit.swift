/// The same change to many rows: what their own forms show, and what it would do to each.
package struct SharedEdit: Sendable {
    package let schema: ResourceSchema
    /// Those that are there, as they are now.
    let opened: [(row: Row, form: FormDescription)]
    /// Those that cannot be edited, with why.
    let refused: [(row: Row, reason: String)]

    /// The rows that were meant.
    package var rows: [Row] { opened.map(\.row) + refused.map(\.row) }

    /// What the change would do, and what carries it out.
    package struct Plan: Sendable {
        package fileprivate(set) var dryRun = DryRun()
        package fileprivate(set) var filled: [FilledForm<Row>] = []
    }

    /// The fields that tell the rows apart, which no two have alike.
    package var names: Set<FieldID> {
        Set([schema.words.nameField, schema.words.nameInstead].compactMap(\.self))
    }

    // MARK: The form

    /// The form of one of them, whose lines are those of the others.
    package var sample: FormDescription { opened[0].form }

    /// The form that is filled once for all of them.
    package func form() -> FormDescription {
        let words = schema.words
        let counted = NumberText.counted(opened.count, words.singular, words.plural)
        var form = FormDescription(
            sharedBy: opened.map(\.form), title: "Edit \(counted)",
            names: names)
        let lines = form
        form.remarks = FormRemarks { values async throws(ServiceError) in
            try await remarks(on: lines.edits(values))
        }
        return form
    }

    /// What is worth knowing of the values, asked once for each account.
    package func remarks(on edits: [FieldEdit]) async throws(ServiceError) -> [FormRemark] {
        var asked: Set<[String]> = []
        var remarks: [FormRemark] = []
        for (row, form) in opened {
            guard asked.insert([row.id.connection.name, row["account"].plainText]).inserted,
                let values = try? form.values(with: edits)
            else { continue }
            for remark in try await form.remarks?.read(values) ?? [] where !remarks.contains(remark) {
                remarks.append(remark)
            }
        }
        return remarks
    }

    // MARK: The plan

    /// - Parameter settle: writes out the times that were typed.
    /// - Throws: `.invalid` where the change is no row's.
    package func plan(
        _ edits: [FieldEdit], settle: @Sendable (FormDescription, FormValues) -> FormValues
    ) async throws(ServiceError) -> Plan {
        var plan = Plan()
        var fault: ServiceError?
        for (row, form) in opened {
            do throws(ServiceError) {
                let values = settle(form, try form.values(with: edits))
                try form.rules?.check(values)
                guard form.isChanged(by: values) else {
                    plan.dryRun.add(row, .already("so already"))
                    continue
                }
                plan.dryRun.add(row, .available)
                plan.filled.append(FilledForm(row, values))
            } catch {
                fault = fault ?? error
                plan.dryRun.add(row, .disabled(error.message.withoutFullStop))
            }
        }
        for (row, reason) in refused { plan.dryRun.add(row, .disabled(reason)) }
        // What no row takes is wrong as it was typed.
        if let fault, plan.dryRun.refusedCount == rows.count { throw fault }
        return plan
    }
}

extension FormDescription {
    /// Whether values say something else than the form shows, however they spell it.
    fileprivate func isChanged(by values: FormValues) -> Bool {
        fields.contains { field in
            guard let text = values[field.id], text != field.value else { return false }
            let shown = FormValues([field.id: field.value])
            switch field.kind {
            case .flag: return (try? values.flag(field.id)) != (try? shown.flag(field.id))
            case .integer:
                return values.text(field.id).flatMap(NumberText.whole)
                    != shown.text(field.id).flatMap(NumberText.whole)
            case .multiline: return true
            default: return values.text(field.id) != shown.text(field.id)
            }
        }
    }
}
