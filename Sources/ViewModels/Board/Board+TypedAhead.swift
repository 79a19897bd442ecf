import ServiceCore
package import Terminal

/// What was typed while the rows that it is meant for were still being read.
@MainActor
package enum TypedAhead {
    case key(KeyStroke)
    case command(Command, argument: String)
}

extension Board {
    /// A key held down over rows that never come must not fill the memory.
    private static let typedAheadLimit = 200

    /// Whether a command is meant for rows of the pane that have not come yet.
    func awaitsRows(_ command: Command) -> Bool {
        currentTable?.awaits(command.needs) ?? false
    }

    /// A key pressed while others wait: Esc and Ctrl-C drop them all, any other takes its turn.
    func pressBehindOthers(_ key: KeyStroke) {
        switch key {
        case .escape: typedAhead = []
        case .control("c"):
            typedAhead = []
            cancelOrQuit()
        default:
            if typedAhead.count < Self.typedAheadLimit { typedAhead.append(.key(key)) }
        }
    }

    /// Goes on with what waits, in order, once the current pane's rows have come.
    func takeAnswer(of table: TableModel) {
        guard table === currentTable, !typedAhead.isEmpty else { return }
        guard table.failure == nil else { return typedAhead = [] }
        isCatchingUp = true
        defer { isCatchingUp = false }
        var count = 0
        repeat {
            count = typedAhead.count
            switch typedAhead.removeFirst() {
            case .key(let key): carryOut(key)
            case .command(let command, let argument): run(command, argument: argument)
            }
            // What must wait once more has put itself in front again.
        } while !typedAhead.isEmpty && typedAhead.count < count
    }

    /// Whoever has gone elsewhere does not mean the rows any more.
    func dropTypedAhead() {
        if !isCatchingUp { typedAhead = [] }
    }
}
