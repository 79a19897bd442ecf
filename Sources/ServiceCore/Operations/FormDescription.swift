package import FoundationEssentials

/// What a form asks for; drawn by the board, filled by `NAME=VALUE` on the command line.
package struct FormDescription: Sendable, Hashable {
    /// What the form does: `New approved sender`.
    package var title: String
    package var fields: [FormField]
    /// Of a message, whom it goes to whatever is typed: `Goes to 2 recipients of what was chosen.` Shown above the
    /// fields; who asks the filled form for its audience says that instead.
    package var audience: String?
    /// Sentences shown above the fields, such as where a message would be sent from.
    package var notes: [String]
    /// What must hold of the values, beyond what the kinds of the fields say.
    package var rules: FormRules?
    /// What can be said of the values before they are sent.
    package var remarks: FormRemarks?
    /// What a choice in one of the lines writes into others.
    package var insertion: FormInsertion?

    package init(
        title: String, fields: [FormField], audience: String? = nil, notes: [String] = [],
        remarks: FormRemarks? = nil
    ) {
        self.title = title
        self.fields = fields
        self.audience = audience
        self.notes = notes
        self.remarks = remarks
    }

    /// The values that the form opens with.
    package var initialValues: FormValues {
        FormValues(Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    /// With sentences above its own notes.
    package func noting(_ remarks: [String]) -> Self {
        var noted = self
        noted.notes = remarks + notes
        return noted
    }

    package subscript(id: FieldID) -> FormField? {
        fields.first { $0.id == id }
    }
}

extension FormDescription {
    /// The values with each time written out with its date and its offset, so that what was understood can be shown and is
    /// what is sent.
    ///
    /// What cannot be read, or is in a zone not known yet, stays as typed.
    package func settled(_ values: FormValues, now: Date, reader: WallZone) -> FormValues {
        var settled = values
        for field in fields {
            guard case .date(let zone) = field.kind, let text = values.text(field.id),
                let zone = zone.zone(values, reader: reader),
                let instant = try? TimeReading(now: now, zone: zone).settled(text)
            else { continue }
            settled[field.id] = instant
        }
        return settled
    }
}
