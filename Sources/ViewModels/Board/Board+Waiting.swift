import ServiceCore
import Terminal

/// What takes time, and what is typed meanwhile.
extension Board {
    /// Runs work that a person waits for, with a spinner once it takes longer than 150 ms.
    func wait(for work: @escaping @MainActor () async throws(ServiceError) -> Void) {
        start(turns.next(), work)
    }

    /// The same for edits, in the order in which they were asked for.
    func waitInTurn(for edit: @escaping @MainActor () async throws(ServiceError) -> Void) {
        let turn = turns.queue()
        start(turn.own) { [weak self] () async throws(ServiceError) in
            if let before = turn.before { await self?.work.settle(before) }
            guard !Task.isCancelled else { throw ServiceError(.cancelled, "Cancelled.") }
            try await edit()
        }
    }

    var isEditing: Bool { turns.last.map(work.isRunning) ?? false }

    /// Runs work that ends in a dialog or in another view; what is typed until then is meant for that, not for the rows.
    ///
    /// - Parameter isGivenUpByEscape: false for what goes on whether somebody waits for it or not.
    func waitForDialog(
        isGivenUpByEscape: Bool = true, for work: @escaping @MainActor () async throws(ServiceError) -> Void
    ) {
        let own = turns.next()
        typedAhead.awaitDialog(of: own, isGivenUpByEscape: isGivenUpByEscape)
        start(own) { [weak self] () async throws(ServiceError) in
            do throws(ServiceError) {
                try await work()
            } catch {
                if self?.typedAhead.endWait(for: own) == true { self?.typedAhead.dropAll() }
                throw error
            }
            // Where nothing had to be asked the rows are meant after all.
            if self?.typedAhead.endWait(for: own) == true { self?.catchUp() }
        }
    }

    private func start(_ key: String, _ work: @escaping @MainActor () async throws(ServiceError) -> Void) {
        self.work.start(key, .replace) { [weak self] in
            do throws(ServiceError) {
                try await work()
            } catch {
                self?.report(error)
            }
        }
        showSpinnerSoon()
    }

    private func showSpinnerSoon() {
        work.start("spinner", .background) { [weak self] in
            guard let self, (try? await clock.sleep(.milliseconds(150))) != nil else { return }
            showsSpinner = work.isBusy
            await work.settle()
            showsSpinner = false
        }
    }

    // MARK: Typed ahead

    /// Whether a command is meant for rows of the pane that have not come yet.
    func awaitsRows(_ command: Command) -> Bool {
        currentTable?.awaits(command.needs) ?? false
    }

    func pressBehindOthers(_ key: KeyStroke) {
        switch typedAhead.press(key) {
        case .none: break
        case .cancel(let awaited):
            work.cancel(awaited)
            notify("Cancelled.", level: .info)
        case .cancelAll: cancelOrQuit()
        }
    }

    /// Goes on with what waits, in order, once the current pane's rows have come.
    func takeAnswer(of table: TableModel) {
        guard table === currentTable, !typedAhead.awaitsDialog, typedAhead.isInUse else { return }
        if table.failure == nil { catchUp() } else { typedAhead.dropAll() }
    }

    private func catchUp() {
        while let item = typedAhead.next() {
            switch item {
            case .key(let key): carryOut(key)
            case .command(let command, let argument): run(command, argument: argument)
            }
        }
    }

    /// Shows what had to be asked for first, unless it was cancelled or something else was opened meanwhile.
    func present(_ late: Dialog, called title: String) {
        guard !Task.isCancelled else { return }
        guard dialogs.isEmpty else {
            typedAhead.dropAll()
            return notify(
                "“\(title)” was not opened: something else is open.", hint: "Press its key again.",
                level: .warning)
        }
        typedAhead.endWait(takesKeys: late.form != nil)
        dialogs.push(late)
        if late.form != nil { catchUp() }
    }
}
