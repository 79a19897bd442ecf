package import ServiceCore

/// What stands where somebody clicked, as far as a click means something there.
package enum BoardClick: Equatable, Sendable {
    /// The pane of this number.
    case tab(Int)
    /// The head of a column.
    case head(FieldID)
    /// One of the visible rows or lines, from 0.
    case row(Int)
    /// The key of a hint, as it is spelled.
    case hint(String)
    /// The next step that a notice names, in its words.
    case next(String)
    /// One of the items of a list, field of a form or suggestion, from 0.
    case item(Int)
    /// A place in a text that is typed, by the characters before it; of a form the field, nil where there is one line.
    case text(Int?, at: Int)
    /// A step of the path, the workspace being 0.
    case crumb(Int)
}
