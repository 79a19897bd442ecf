extension String {
    /// The text of a file as programs around us write it, without the byte order mark before its first line and with
    /// lines that end in a line feed alone.
    package var asWrittenHere: String {
        let start = unicodeScalars.first == "\u{FEFF}" ? 1 : 0
        return String(unicodeScalars.dropFirst(start)).replacing("\r\n", with: "\n")
    }
}
