package import ServiceCore

/// What a view model asks of the program around it: things that touch the terminal or the disk.
package enum BoardEffect: Sendable {
    /// Puts text into the clipboard; the program says with `Board.wasCopied` that it did.
    case copy(String, called: String)
    case redraw
    case suspend
    case quit
    /// Shows a theme; the program says with `Board.themeWasSet` that it could.
    case setTheme(String)
    case setMouse(Bool)
    /// Opens text in the person's editor; the answer comes back through `Board.finishEditing`.
    case editText(String)
    /// Writes every row that the request gives to a file.
    case export(RowExport)
    /// Writes a receipt to a file of CSV.
    case saveReceipt(Receipt, path: String)
    /// Writes a text to a file that is not there yet.
    case save(String, path: String)
    case remember(BoardMemory)
}

/// Rows to be written to a file.
package struct RowExport: Sendable {
    package let path: String
    package let listing: Listing<Row>
    package let schema: ResourceSchema
    package let filter: Filter
    package let sort: RowOrder?
    /// What the listing does not hold of the platforms' rows, a sentence each.
    package var gaps: [String] = []
}
