/// What the environment says about the terminal.
package struct TerminalEnvironment: Hashable, Sendable {
    /// `TERM`.
    package var term: String
    /// `COLORTERM`, empty where it is not set.
    package var colorTerm = ""
    /// Whether `NO_COLOR` is set to anything but nothing.
    package var forbidsColour = false
    /// Whether the locale's encoding is UTF-8; else the board runs in ASCII.
    package var isUTF8 = true
    /// What stands between the program and the terminal.
    package var multiplexer: Multiplexer?
}

extension TerminalEnvironment {
    /// The environment from its variables; the locale is the first set of `LC_ALL`, `LC_CTYPE` and `LANG`.
    package init(variables: [String: String]) {
        func value(_ name: String) -> String { variables[name] ?? "" }
        // Across a remote log-in the variables are lost, and the name of the terminal is not.
        let multiplexer: Multiplexer? =
            if !value("TMUX").isEmpty || value("TERM").hasPrefix("tmux") {
                .tmux
            } else if !value("STY").isEmpty || value("TERM").hasPrefix("screen") {
                .screen
            } else {
                nil
            }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.map(value).first { !$0.isEmpty } ?? ""
        let encoding = locale.lowercased().filter { $0 != "-" }
        self.init(
            term: value("TERM"), colorTerm: value("COLORTERM"), forbidsColour: !value("NO_COLOR").isEmpty,
            isUTF8: encoding.contains("utf8"), multiplexer: multiplexer)
    }

    /// Whether `COLORTERM` promises every colour.
    package var promisesTrueColour: Bool {
        ["truecolor", "24bit"].contains(colorTerm.lowercased())
    }
}

/// A program that divides one terminal among several.
package enum Multiplexer: Hashable, Sendable {
    case tmux, screen
}
