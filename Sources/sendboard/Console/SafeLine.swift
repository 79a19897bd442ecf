import Terminal

/// Text from outside on its way to a terminal.
enum SafeLine {
    /// One line in which nothing steers the terminal.
    static func of(_ text: String) -> String { SafeText(text).text }
}
