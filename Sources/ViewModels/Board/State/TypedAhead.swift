import Terminal

/// What was typed before that was there which it is meant for: rows still being read, or a dialog on its way.
@MainActor
struct TypedAhead {
    enum Item {
        case key(KeyStroke)
        case command(Command, argument: String)
    }

    /// In the order typed.
    private(set) var items: [Item] = []
    /// The work that a dialog is to come of, by its key, and whether Esc cancels it.
    private var awaited: (work: String, isGivenUpByEscape: Bool)?
    /// How many waited before the last was taken up; nil while none is being carried out.
    private var before: Int?
    /// A key held down over rows that never come must not fill the memory.
    private static let limit = 200

    var count: Int { items.count }
    var awaitsDialog: Bool { awaited != nil }
    /// Whether a key has to take its turn behind others.
    var isInUse: Bool { awaitsDialog || !items.isEmpty }

    // MARK: Keys

    enum Answer: Equatable {
        /// It takes its turn.
        case none
        /// This work is not waited for any more.
        case cancel(String)
        case cancelAll
    }

    /// A key pressed while others wait: Esc and Ctrl-C drop them all.
    mutating func press(_ key: KeyStroke) -> Answer {
        switch key {
        case .escape:
            items = []
            guard let awaited, awaited.isGivenUpByEscape else { return .none }
            self.awaited = nil
            return .cancel(awaited.work)
        case .control("c"):
            (items, awaited) = ([], nil)
            return .cancelAll
        default:
            if items.count < Self.limit { items.append(.key(key)) }
            return .none
        }
    }

    /// Has a command wait in front of all.
    mutating func hold(_ command: Command, argument: String) {
        items.insert(.command(command, argument: argument), at: 0)
    }

    /// Whoever has gone elsewhere does not mean the rows any more; what is being carried out goes on.
    mutating func drop() {
        if before == nil { items = [] }
    }

    mutating func dropAll() { items = [] }

    // MARK: Catching up

    /// The next to be carried out; nil once all is, or the last must wait once more or asks for a dialog.
    mutating func next() -> Item? {
        // What must wait once more has put itself in front again.
        guard !awaitsDialog, !items.isEmpty, items.count < before ?? .max else {
            before = nil
            return nil
        }
        before = items.count
        return items.removeFirst()
    }

    // MARK: Dialogs on their way

    mutating func awaitDialog(of work: String, isGivenUpByEscape: Bool = true) {
        awaited = (work, isGivenUpByEscape)
    }

    /// - Returns: whether a dialog was still to come of this work.
    mutating func endWait(for work: String) -> Bool {
        guard awaited?.work == work else { return false }
        awaited = nil
        return true
    }

    /// The dialog opens now: a form takes the keys typed ahead of it, a question must be seen first.
    mutating func endWait(takesKeys: Bool) {
        awaited = nil
        if takesKeys { before = .max }
    }
}
