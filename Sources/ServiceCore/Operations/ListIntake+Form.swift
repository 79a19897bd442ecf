extension ListIntake {
    /// A list taken in by a form: its preview is the dry run.
    ///
    /// - Parameters:
    ///   - path: what the form begins with as the list's file.
    ///   - rows: `contacts`.
    package func submission(_ files: ListFiles, path: String, rows: String) -> Submission<Row> {
        Submission(
            form: { _ async throws(ServiceError) in
                var form = FormDescription(title: "Import \(rows)", fields: try await lines(path))
                form.notes = ["Ctrl-S looks through the list and says what it would change."]
                form.remarks = FormRemarks { values async throws(ServiceError) in
                    let file = try await open(values, files)
                    defer { files.progress(nil) }
                    let report = try await look(
                        file, try order(values), files.watch("looking at", file.size))
                    return report.remarks(of: file.name).map { FormRemark($0) }
                }
                return form
            },
            submit: { _, values async throws(ServiceError) in
                try await carryOut(try await open(values, files), values, files)
            })
    }

    private func lines(_ path: String) async throws(ServiceError) -> [FormField] {
        let owners = try await owners()
        let account = FormField(
            "account", "Account", owners.count <= 50 ? .choice(owners) : .text,
            value: owners.count == 1 ? owners[0] : "", isRequired: true, help: "Whose the rows are.")
        let first = [
            FormField(
                "file", "File", value: path, isRequired: true, help: "A CSV file with headings."), account,
        ]
        let map = FormField(
            "map", "Headings", .map, help: "field=Heading between commas, where one is not understood.")
        let written = FormField(
            "written", "Written", .map,
            help: "delimiter=semicolon, quote=', encoding=latin-1: what is not found by itself.")
        return first + [map]
            + (fields.hasOwn
                ? [
                    FormField(
                        "others", "Other columns", .flag, value: "no",
                        help: "Whether columns that mean no field become the contacts' own.")
                ]
                : [
                    FormField(
                        "reason", "Reason", .choice([""] + Suppression.Reason.given.map(\.rawValue)),
                        help: "Of rows that name none.")
                ]) + [written]
    }

    private func open(_ values: FormValues, _ files: ListFiles) async throws(ServiceError) -> ListFile {
        let path = try values.required("file", "The file")
        do throws(ServiceError) { return try await files.open(path) } catch { throw error.on("file") }
    }

    private func format(_ values: FormValues) throws(ServiceError) -> ListFormat {
        do throws(ServiceError) {
            return try ListFormat(try values.map("written"))
        } catch {
            throw error.on("written")
        }
    }

    private func order(_ values: FormValues) throws(ServiceError) -> ListOrder {
        var order = ListOrder()
        order.owner = values.text("account")
        order.format = try format(values)
        order.wishes = try values.map("map").sorted { $0.key < $1.key }.map {
            ListWish(field: $0.key, heading: $0.value)
        }
        order.takesOthers = try values.flag("others") ?? false
        order.reason = values.text("reason").flatMap { Suppression.Reason(rawValue: $0) }
        return order
    }

    private func carryOut(
        _ file: ListFile, _ values: FormValues, _ files: ListFiles
    ) async throws(ServiceError) -> EditOutcome {
        let order = try order(values)
        let headings = try ListReader(file, order.format).headings
        defer { files.progress(nil) }
        let refused = files.refused(values.text("file") ?? "", headings)
        do throws(ServiceError) {
            var (_, outcome) = try await take(
                file, order,
                files.watch("importing", file.size) { row throws(ServiceError) in try refused.add(row) })
            outcome.findings += told(refused)
            return outcome
        } catch {
            refused.discard()
            throw error
        }
    }

    /// The list is in, whatever becomes of the file.
    private func told(_ refused: any RefusedList) -> [String] {
        do throws(ServiceError) {
            return try refused.finish().map { ["The refused rows are in \($0)."] } ?? []
        } catch {
            return ["The refused rows are in no file: \(error.message)"]
        }
    }
}

extension ServiceError {
    /// The same beside a line of the form.
    fileprivate func on(_ field: FieldID) -> ServiceError {
        var placed = self
        placed.field = field
        return placed
    }
}
