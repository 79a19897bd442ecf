enum TerminalNcursesPlaceholder {}
