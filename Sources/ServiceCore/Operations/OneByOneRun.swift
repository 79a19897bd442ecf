/// A list on its way to a platform that takes one row at a time: its rows by what the platform's form asks for.
struct OneByOneRun {
    var report: ListReport
    private var reader: ListReader
    private let form: FormDescription
    private let fields: ListFields
    private let watch: ListWatch
    private var keys: Set<String> = []
    private var count = 0

    struct Row {
        let line: Int
        let key: String
        let name: String
        let values: FormValues
        let cells: [String]
    }

    init(
        _ file: ListFile, _ order: ListOrder, _ watch: ListWatch, _ fields: ListFields,
        _ form: FormDescription, owner: String
    ) throws(ServiceError) {
        reader = try ListReader(file, order.format)
        let known = fields.keys == ["address"] ? SuppressionListForm.of(reader.headings) : nil
        var columns = try ListColumns(
            reader, fields, wishes: (known?.wishes ?? []) + order.wishes, takesOthers: order.takesOthers)
        columns.keep(Set(form.fields.map(\.id)))
        report = ListReport(columns: columns, writing: reader.writing)
        (report.owner, report.form) = (owner, known?.title)
        (self.form, self.fields, self.watch) = (form, fields, watch)
    }

    /// The next row that can be sent; those that cannot are counted.
    mutating func next() throws(ServiceError) -> Row? {
        while let record = try reader.next() {
            count += 1
            watch.progress(ListProgress(rows: count, bytes: reader.bytesRead))
            let values = values(record)
            guard let name = fields.keys.lazy.compactMap({ values.text($0) }).first, record.fault == nil
            else {
                try refuse(record.line, record.fault ?? "it has no \(fields.keyName)", record.cells)
                continue
            }
            let key = MailAddress.key(of: name)
            if let problem = problem(values) {
                try refuse(record.line, problem, record.cells)
            } else if keys.insert(key).inserted {
                return Row(line: record.line, key: key, name: name, values: values, cells: record.cells)
            } else {
                try refuse(record.line, "the same as an earlier line", record.cells)
            }
        }
        return nil
    }

    /// Counts what became of a row.
    mutating func settle(_ row: Row, _ line: ReceiptLine) throws(ServiceError) {
        switch line.outcome {
        case .made: report.count(.new, row.name)
        case .there: report.count(.same, row.name)
        case .refused: try refuse(row.line, line.reason, row.cells)
        case .unknown: try refuse(row.line, "it is not known whether it was made: \(line.reason)", row.cells)
        }
    }

    private mutating func refuse(_ line: Int, _ reason: String, _ cells: [String]) throws(ServiceError) {
        report.count(.refused, "line \(NumberText.grouped(line)): \(reason)")
        try watch.refused(RefusedRow(line: line, reason: reason, cells: cells))
    }

    /// What is wrong with a row, as far as can be said without asking.
    private func problem(_ values: FormValues) -> String? {
        let address = values.text("address")
        do throws(ServiceError) {
            _ = try values.checked("email", .address)
            if let address { _ = try values.checked("address", address.contains("@") ? .address : .phone) }
            try form.rules?.check(values)
            return nil
        } catch {
            return error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
        }
    }

    /// What the form asks for and the list says, over what stands in the form by itself.
    private func values(_ record: ListRecord) -> FormValues {
        var values = form.initialValues
        var own: [String] = []
        for (target, cell) in zip(report.columns.targets, record.cells) {
            let text = report.columns.text(cell)
            guard let target, !text.isEmpty else { continue }
            switch target {
            case .field(let id): values[id] = text
            case .own(let name): own.append("\(name)=\(text)")
            }
        }
        if !own.isEmpty { values["fields"] = own.joined(separator: ", ") }
        return values
    }
}
