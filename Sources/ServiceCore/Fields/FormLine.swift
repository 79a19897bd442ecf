/// How forms ask for a field of a row, and how what is typed goes into the row.
package struct FormLine<R: Sendable>: Sendable {
    package let id: FieldID
    package let label: String
    package var kind: FormField.Kind
    /// Whether nothing may stand in it only where the form leaves it out.
    package var isRequired = false
    package var help: String
    /// What stands in it for a row.
    package var show: @Sendable (R) -> String
    /// Reads and checks what stands in it; the errors are on its field.
    var read: @Sendable (FormValues, inout R) throws(ServiceError) -> Void

    package func field(of row: R) -> FormField {
        FormField(id, label, kind, value: show(row), isRequired: isRequired, help: help)
    }

    /// As errors call it: `The hourly limit`.
    fileprivate var subject: String {
        let isWord = label.dropFirst().first?.isLowercase == true
        return "The \(isWord ? label.prefix(1).lowercased() + label.dropFirst() : label)"
    }

    fileprivate func require(in values: FormValues) throws(ServiceError) {
        if isRequired { _ = try values.required(id, subject) }
    }
}

/// The lines of a form over a kind's fields, in their order; a platform may say more of each than the field does.
package struct FormLines<R: Resource>: Sendable {
    private var lines: [FormLine<R>]

    /// - Parameter ids: of fields that forms ask for.
    package init(_ ids: [FieldID]) {
        lines = ids.map { id in
            guard let line = R.fields.first(where: { $0.description.id == id })?.line else {
                // The forms are written with the fields; no input leads here.
                preconditionFailure("no form asks for \(id) of a \(R.words.singular)")
            }
            return line
        }
    }

    package init(_ ids: FieldID...) { self.init(ids) }

    package subscript(id: FieldID) -> FormLine<R> {
        get { lines[place(of: id)] }
        set { lines[place(of: id)] = newValue }
    }

    private func place(of id: FieldID) -> Int {
        guard let place = lines.firstIndex(where: { $0.id == id }) else {
            preconditionFailure("the form has no line \(id)")
        }
        return place
    }

    /// With a line for what is no field of the kind.
    package func adding(_ field: Field<R>, after id: FieldID) -> FormLines {
        var more = self
        if let line = field.line { more.lines.insert(line, at: place(of: id) + 1) }
        return more
    }

    package func fields(of row: R) -> [FormField] { lines.map { $0.field(of: row) } }

    /// Reads the lines that the form has into a row; the others stay.
    package func read(_ values: FormValues, into row: inout R) throws(ServiceError) {
        for line in lines where values.texts[line.id] != nil {
            try line.require(in: values)
            try line.read(values, &row)
        }
    }

    /// The same into a new row, for which no required line may be left out.
    package func readNew(_ values: FormValues, into row: inout R) throws(ServiceError) {
        try require(in: values)
        try read(values, into: &row)
    }

    /// - Throws: `.invalid` on the first required line that is empty or left out.
    package func require(in values: FormValues) throws(ServiceError) {
        for line in lines { try line.require(in: values) }
    }
}

extension Field {
    /// The same as a field that forms ask for.
    ///
    /// - Parameters:
    ///   - help: nil takes the field's own.
    ///   - read: is called where the form has the line.
    package func asked(
        _ kind: FormField.Kind, required: Bool = false, help: String? = nil,
        show: @escaping @Sendable (R) -> String,
        read: @escaping @Sendable (FormValues, inout R) throws(ServiceError) -> Void
    ) -> Field {
        var asked = self
        asked.line = FormLine(
            id: description.id, label: description.label, kind: kind, isRequired: required,
            help: help ?? description.help, show: show, read: read)
        return asked
    }

    /// One line of text in this place; empty clears it.
    ///
    /// - Parameter limit: in bytes.
    package func asked(
        _ place: any WritableKeyPath<R, String> & Sendable, _ rule: TextRule? = nil, limit: Int = 998,
        required: Bool = false, help: String? = nil
    ) -> Field {
        let id = description.id
        return asked(.text, required: required, help: help, show: { $0[keyPath: place] }) {
            values, row throws(ServiceError) in
            let text = if let rule { try values.checked(id, rule) } else { try values.line(id, limit: limit) }
            row[keyPath: place] = text ?? ""
        }
    }

    /// Many lines of text in this place.
    package func asked(
        block place: any WritableKeyPath<R, String> & Sendable, limit: Int = 10_000_000, help: String? = nil
    ) -> Field {
        let id = description.id
        return asked(.multiline, help: help, show: { $0[keyPath: place] }) {
            values, row throws(ServiceError) in
            row[keyPath: place] = try values.block(id, limit: limit) ?? ""
        }
    }

    /// A yes or no in this place; one that is unknown stands empty, and empty leaves it.
    package func asked(flag place: any WritableKeyPath<R, Bool?> & Sendable, help: String? = nil) -> Field {
        let id = description.id
        return asked(.flag, help: help, show: { $0[keyPath: place].map { $0 ? "yes" : "no" } ?? "" }) {
            values, row throws(ServiceError) in
            if let flag = try values.flag(id) { row[keyPath: place] = flag }
        }
    }

    /// A whole number in this place; empty clears it.
    package func asked(
        number place: any WritableKeyPath<R, Int?> & Sendable, in range: ClosedRange<Int> = 0...Int.max,
        required: Bool = false, help: String? = nil
    ) -> Field {
        let id = description.id
        return asked(
            .integer(range), required: required, help: help,
            show: { $0[keyPath: place].map { String($0) } ?? "" }
        ) { values, row throws(ServiceError) in
            row[keyPath: place] = try values.integer(id, in: range)
        }
    }
}

// Fields that stand in one place of a resource, are asked for by forms and written by edits.
extension Field {
    package static func text(
        _ id: FieldID, _ label: String, _ place: any WritableKeyPath<R, String> & Sendable,
        _ rule: TextRule? = nil, required: Bool = false, help: String? = nil
    ) -> Field {
        Field(id, label) { .text($0[keyPath: place]) }.written(place).asked(
            place, rule, required: required, help: help)
    }

    package static func flag(
        _ id: FieldID, _ label: String, _ place: any WritableKeyPath<R, Bool?> & Sendable
    ) -> Field {
        Field(id, label, .flag) { .flag($0[keyPath: place]) }.written(place).asked(flag: place)
    }

    package static func number(
        _ id: FieldID, _ label: String, _ place: any WritableKeyPath<R, Int?> & Sendable,
        in range: ClosedRange<Int>, emptyWord: String? = nil, required: Bool = false, help: String? = nil
    ) -> Field {
        Field(id, label, .integer, emptyWord: emptyWord) { .integer($0[keyPath: place]) }.written(place)
            .asked(number: place, in: range, required: required, help: help)
    }
}
