/// One field of a resource, declared once; column, sort, filter, detail row, export and docs come from it.
package struct Field<R: Sendable>: Sendable {
    package private(set) var description: FieldDescription
    package let read: @Sendable (R) -> FieldValue
    /// Takes the field over from another row; nil for one that no edit writes.
    private(set) var copy: (@Sendable (_ other: R, _ row: inout R) -> Void)?
    /// Puts a value into a row as the audit trail keeps it; false where that says too little. Nil for one that no edit
    /// writes, or of which the trail keeps a mask.
    private(set) var take: (@Sendable (_ kept: FieldValue, _ row: inout R) -> Bool)?
    /// Makes the field unknown in a row; nil where the row cannot say so.
    private(set) var forget: (@Sendable (_ row: inout R) -> Void)?
    /// Whether the platform moves it on by itself once it is written, as it does the state of a launch.
    private(set) var movesOn = false
    /// How forms ask for it; nil where none does.
    var line: FormLine<R>?

    package init(
        _ id: FieldID, _ label: String, _ kind: FieldKind = .text, words: [String] = [],
        takesOwnWords: Bool = false, emptyWord: String? = nil, help: String = "",
        read: @escaping @Sendable (R) -> FieldValue
    ) {
        description = FieldDescription(
            id: id, label: label, kind: kind, words: words, takesOwnWords: takesOwnWords,
            emptyWord: emptyWord, help: help)
        self.read = read
    }

    /// The same as a field that panes have a column for.
    ///
    /// - Parameters:
    ///   - priority: 0 stays, higher numbers are dropped earlier in a narrow window.
    ///   - width: in columns of the terminal; what is left out is that of a time.
    ///   - title: nil takes the label.
    ///   - middle: whether what is too long loses its middle, not its end.
    package func column(
        _ priority: Int, _ width: ClosedRange<Int> = 12...14, title: String? = nil, middle: Bool = false
    ) -> Field {
        var shown = self
        shown.description.column = FieldColumn(
            title: title ?? description.label.uppercased(), priority: priority, width: width,
            truncatesMiddle: middle)
        return shown
    }

    /// The same as a field that is made of others: who changed those changed nothing else.
    func derived() -> Field {
        var derived = self
        derived.description.isDerived = true
        return derived
    }

    /// The same as a field that edits write: it stands in this place of the resource.
    func written<Value: KeptValue>(_ place: any WritableKeyPath<R, Value> & Sendable) -> Field {
        let written = written(place) { kept, row in
            guard let value = Value.kept(kept) else { return false }
            row[keyPath: place] = value
            return true
        }
        guard Value.unknown != nil else { return written }
        return written.forgotten { row in
            if let unknown = Value.unknown { row[keyPath: place] = unknown }
        }
    }

    /// The same as a field that a row can say to be unknown.
    func forgotten(by forget: @escaping @Sendable (_ row: inout R) -> Void) -> Field {
        var forgotten = self
        forgotten.forget = forget
        return forgotten
    }

    /// The same as a field that edits write: it stands in these places of the resource.
    ///
    /// - Parameter take: puts a value into them as the audit trail keeps it; false where that says too little.
    func written<each Value>(
        _ places: repeat any WritableKeyPath<R, each Value> & Sendable, movesOn: Bool = false,
        taking take: (@Sendable (_ kept: FieldValue, _ row: inout R) -> Bool)?
    ) -> Field {
        var written = self
        written.description.isWritten = true
        written.movesOn = movesOn
        written.take = take
        written.copy = { other, row in
            repeat row[keyPath: each places] = other[keyPath: each places]
        }
        return written
    }
}

/// What is known of a field without a row at hand.
package struct FieldDescription: Sendable, Hashable, Identifiable {
    package let id: FieldID
    /// What a person reads beside the value, in sentence case: `Hourly limit`.
    package let label: String
    package let kind: FieldKind
    /// All that its values can be, where these are few and known; empty where they are anything.
    package let words: [String]
    /// Whether a platform may say a word that is none of these, which is then shown as it says it.
    package let takesOwnWords: Bool
    /// What it says where it is known to hold nothing: `none` of a limit; nil where that says nothing.
    package let emptyWord: String?
    /// Whether edits write it, so that every platform's reading says whether it was told.
    package fileprivate(set) var isWritten = false
    /// Whether it is made of others, by which a change of it is told.
    package fileprivate(set) var isDerived = false
    /// How it stands as a column of a pane; nil where none has one for it.
    package fileprivate(set) var column: FieldColumn?
    /// One sentence where the label does not say enough, else empty.
    package let help: String
}

/// A field as a column of tables.
package struct FieldColumn: Sendable, Hashable {
    package let title: String
    /// 0 stays, higher numbers are dropped earlier in a narrow window.
    package let priority: Int
    /// In columns of the terminal.
    package let width: ClosedRange<Int>
    package let truncatesMiddle: Bool

    /// The same column with exactly this width.
    package func exactly(_ width: Int) -> FieldColumn {
        FieldColumn(title: title, priority: priority, width: width...width, truncatesMiddle: truncatesMiddle)
    }
}

/// How a field's values compare, align and are asked for.
package enum FieldKind: String, Sendable, Hashable {
    case text, longText, integer, number, flag, state, date, secret, list, map
}
