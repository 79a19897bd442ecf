package import Terminal

/// Another name for a line of the palette: `bad: contacts state:invalid`.
package struct AliasEntry: Sendable, Hashable {
    package let name: String
    /// A command and what stands behind it, without the colon.
    package let line: String
}

/// A key for a line of the palette: `F6: ":contacts state:invalid since:1d"`.
package struct ShortcutEntry: Sendable, Hashable {
    package let key: KeyStroke
    package let line: String
}

/// A program that the board runs on a row, its words as they are started: no shell reads them.
package struct ProgramEntry: Sendable, Hashable {
    package let name: String
    package var key: KeyStroke?
    /// The name of the pane whose rows it takes.
    package var pane: String
    /// The program and its arguments; `{email}` stands for a field of the row.
    package var words: [String]
    /// What help says of it; empty takes the words.
    package var help = ""
}

/// What the sections about a person's own commands and columns may speak of.
package struct KnownCommands: Sendable {
    /// All that is typed after `:`.
    package let words: [String]
    /// The fields of each pane that a program may be given, by the pane's name.
    package let fields: [String: [String]]
    /// The fields of each pane that are columns.
    package let columns: [String: [String]]

    package init(words: [String], fields: [String: [String]], columns: [String: [String]] = [:]) {
        (self.words, self.fields, self.columns) = (words, fields, columns)
    }
}
