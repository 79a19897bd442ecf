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
        case .escape:
            typedAhead = []
            if awaitedIsGivenUp { cancelAwaitedDialog() }
        case .control("c"):
            typedAhead = []
            awaitedDialog = nil
            cancelOrQuit()
        default:
            if typedAhead.count < Self.typedAheadLimit { typedAhead.append(.key(key)) }
        }
    }

    /// Goes on with what waits, in order, once the current pane's rows have come.
    func takeAnswer(of table: TableModel) {
        guard table === currentTable, awaitedDialog == nil, !typedAhead.isEmpty else { return }
        guard table.failure == nil else { return typedAhead = [] }
        catchUp()
    }

    /// Carries out what waits until it is done, must wait once more or asks for a dialog.
    private func catchUp() {
        guard !typedAhead.isEmpty else { return }
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
        } while awaitedDialog == nil && !typedAhead.isEmpty && typedAhead.count < count
    }

    // MARK: Dialogs on their way

    /// Runs work that ends in a dialog or in another view; what is typed until then is meant for that, not for the rows.
    ///
    /// - Parameter isGivenUpByEscape: false for what goes on whether somebody waits for it or not.
    func waitForDialog(
        isGivenUpByEscape: Bool = true, for work: @escaping @MainActor () async throws(ServiceError) -> Void
    ) {
        let number = workCount + 1
        awaitedDialog = number
        awaitedIsGivenUp = isGivenUpByEscape
        wait { [weak self] () async throws(ServiceError) in
            do throws(ServiceError) {
                try await work()
            } catch {
                self?.endDialogWait(number) { $0.typedAhead = [] }
                throw error
            }
            // Where nothing had to be asked the rows are meant after all.
            self?.endDialogWait(number) { $0.catchUp() }
        }
    }

    private func endDialogWait(_ number: Int, then go: (Board) -> Void) {
        guard awaitedDialog == number else { return }
        awaitedDialog = nil
        go(self)
    }

    private func cancelAwaitedDialog() {
        guard let awaitedDialog else { return }
        work.cancel("edit.\(awaitedDialog)")
        self.awaitedDialog = nil
        notify("Cancelled.", level: .info)
    }

    /// Opens what was awaited: a form takes the keys typed ahead of it, a question must be seen first.
    func openAwaited(_ dialog: Dialog) {
        awaitedDialog = nil
        guard case .form = dialog else { return dialogs.push(dialog) }
        isCatchingUp = true
        dialogs.push(dialog)
        isCatchingUp = false
        catchUp()
    }

    /// Whoever has gone elsewhere does not mean the rows any more.
    func dropTypedAhead() {
        if !isCatchingUp { typedAhead = [] }
    }
}
