/// What a terminal tells the program.
package enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(KeyStroke)
    /// The first mouse button was pressed on a cell; only where the mouse was asked for.
    case click(Point)
    /// Text was pasted in one piece; it is as it came and must be sanitised before it is shown.
    case paste(String)
    /// A paste was dropped, and why.
    case pasteRefused(PasteRefusal)
    /// The terminal has another extent now.
    case resize(Size)
    /// The program came back to the foreground and everything was painted anew.
    case resumed
    /// The terminal is gone; no further event follows.
    case hangUp
}

/// Why a paste was dropped.
package enum PasteRefusal: Hashable, Sendable {
    /// It was longer than `limit` bytes.
    case tooLong(limit: Int)
    /// Its end never came.
    case unfinished
}
