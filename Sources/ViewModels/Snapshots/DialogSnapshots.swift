package import ServiceCore

/// A small menu whose letters belong to it.
package struct MenuSnapshot: Equatable, Sendable {
    package var title: String
    package var items: [Item]

    package struct Item: Equatable, Sendable {
        package var key: String
        package var title: String
        /// Why it cannot be chosen; nil where it can.
        package var disabled: String?
    }
}

/// A question that must be answered before something is done.
package struct ConfirmSnapshot: Equatable, Sendable {
    package var title: String
    /// What will happen and to whom, one sentence or target a line.
    package var lines: [DetailLine]
    /// What must be typed; nil where `y` or `n` answers.
    package var expected: String?
    package var typed: String
    package var cursor: Int
    package var isDangerous: Bool
    package var error: String
    /// `Ctrl-S does it`, `y / n`.
    package var answer: String
    /// How many of the lines are scrolled away, where there is not room for all.
    package var scrolled = 0
}

/// Everything that a form shows, or the preview of what it will change.
package struct FormSnapshot: Equatable, Sendable {
    package var title: String
    package var notes: [String]
    package var fields: [FormFieldSnapshot]
    package var focus: Int
    /// What stands under the fields: an error, or how to go on.
    package var error: String
    package var hint: String
    /// Set once the form was submitted: what would change, and where.
    package var preview: FormPreview?
    package var isSending: Bool
}

/// One line of a form, as it is filled now.
package struct FormFieldSnapshot: Equatable, Sendable {
    package var label: String
    package var text: String
    /// Characters before the cursor.
    package var cursor: Int
    package var kind: FormField.Kind
    package var isRequired: Bool
    package var isChanged: Bool
    package var error: String
    package var help: String
}

/// What a form would change, which is answered before anything is sent.
package struct FormPreview: Equatable, Sendable {
    /// `1 contact on embedded`.
    package var target: String
    package var changes: [Change]
    /// Said where there are none.
    package var emptyWord = "nothing changes"
    /// What is worth knowing of them, a sentence each.
    package var remarks: [String] = []
    /// The line under the cursor, counted over the remarks and the lines of all changes.
    package var cursor: Int

    package struct Change: Equatable, Sendable {
        package var label: String
        /// Nil for something new.
        package var before: String?
        package var after: String
        /// Whether it is something found out rather than a change.
        package var isFact = false

        /// Whether what was and what will be are a line each, and so count as one.
        package var isOneLine: Bool { !((before ?? "") + after).contains(where: \.isNewline) }

        /// How many lines the cursor moves over, before any is wrapped.
        package var lineCount: Int {
            isOneLine ? 1 : (before.map(Self.lines)?.count ?? 0) + Self.lines(of: after).count
        }

        package static func lines(of text: String) -> [Substring] {
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
    }

    package var lineCount: Int { changes.reduce(remarks.count) { $0 + $1.lineCount } }
}

/// The palette: what was typed and the commands that fit.
package struct PaletteSnapshot: Equatable, Sendable {
    package var text: String
    package var cursor: Int
    package var items: [Item]
    package var selected: Int
    package var error: String

    package struct Item: Equatable, Sendable {
        /// What is typed: `contact.whitelist`, `help`.
        package var name: String
        package var title: String
        package var key: String
        package var disabled: String?
    }
}

/// New secrets, shown until Esc.
package struct RevealSnapshot: Equatable, Sendable {
    package var title: String
    package var entries: [Entry]
    package var cursor = 0
    package var hint: String

    package struct Entry: Equatable, Sendable {
        package var label: String
        package var text: String
    }
}

/// A list to choose from: columns shown, connections, themes.
package struct ChoiceSnapshot: Equatable, Sendable {
    package var title: String
    package var items: [Item]
    package var selected: Int
    package var hint: String
    /// What it is narrowed to, nil where it is not.
    package var search: String?
    /// How many items there are in all, and the longest of them, so that the list stands still while it is narrowed.
    package var room = 0
    package var widest = ""

    package struct Item: Equatable, Sendable {
        package var title: String
        /// Stands in a column of its own.
        package var note = ""
        /// Nil where items are chosen one at a time.
        package var isOn: Bool?
    }
}
