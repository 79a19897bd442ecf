import ServiceCore

/// Pages of lines: what was said, what was done, what was asked, the manual; and moving in any.
extension Board {
    func openNotices() { openPage("Notices", .notices, notices.lines(TimeText(clock))) }

    /// What was asked to be read.
    func openText(_ outcome: EditOutcome) {
        openPage(outcome.message, .text, outcome.findings.map { DetailLine(.plain, text: $0) })
    }

    func openRequestLog() {
        openPage(
            "Calls to platforms", .requests,
            [DetailLine(.plain, text: "No calls to hosted platforms yet.")])
        readRequestLog()
    }

    func readRequestLog() {
        guard let requestLog else { return }
        wait { [weak self] () async throws(ServiceError) in
            let requests = await requestLog()
            guard let self, !requests.isEmpty, let page = views.current.page, case .requests = page.kind
            else { return }
            let lines = requests.map { $0.line(TimeText(clock)) }
            views.change(page.id) { $0.page.show(lines) }
        }
    }

    /// `:manual`: the topics, or the page of one.
    func openManual(_ name: String) {
        do throws(ServiceError) {
            let topic = name.isEmpty ? nil : try manual.topic(name)
            openPage(topic?.title ?? "Manual", .manual(topic), [])
        } catch {
            report(error)
        }
    }

    func openPage(_ title: String, _ kind: PageModel.Kind, _ lines: [DetailLine]) {
        push(.page(PageModel(title: title, page: PageState(lines: lines), kind: kind)))
    }

    // MARK: Moving

    func moveInPage(_ change: (inout PageState) -> Void) {
        if views.current.lines != nil { views.changeLines(change) }
    }

    func askSearch() {
        guard let lines = views.current.lines else { return }
        type("/", LineEditor(lines.search)) { [weak self] text in
            self?.moveInPage { $0.find(text.trimmingBlanks) }
            return nil
        }
    }

    func moveToHit(_ step: Int) {
        guard views.current.lines?.search.isEmpty == false else {
            return notify("Search with / first.", level: .info)
        }
        moveInPage { $0.moveToHit(step) }
    }

    func followLink() {
        switch views.current.lines?.current?.link {
        case .pane(let kind, let filter): showPane(kind, filter: filter, isOpened: true)
        case .recipients(let campaign, let filter): openRecipients(of: campaign, filter: filter)
        case .person(let address): openWhy(address)
        case .manual(let topic): openManual(topic)
        case .trouble(let id): openTrouble(id)
        case .fate(let connection, let title, let person): openFate(of: person, in: title, on: connection)
        case .drift: askMending()
        case .row(let id): lookUp(id.kind, id.native, on: id.connection)
        case .entry(let id): lookUp(.audit, id)
        case .undo(let id): askTakeBack(id)
        case .step(let id): askTakeBack(step: id)
        case nil: notify("This line leads nowhere.", level: .info)
        }
    }

    func copyLine() {
        guard let line = views.current.lines?.current, !line.text.isEmpty else {
            return notify("There is nothing to copy on this line.", level: .info)
        }
        guard line.text != Secret.mask else {
            return notify("\(line.label) is hidden; x reveals it first.", level: .warning)
        }
        copy(line.text, line.label.isEmpty ? "line" : line.label)
    }
}

extension LoggedRequest {
    fileprivate func line(_ time: TimeText) -> DetailLine {
        let said = status.map(String.init) ?? code?.rawValue ?? ""
        let milliseconds = NumberText.grouped(Int(duration.inSeconds * 1000))
        return DetailLine.field(
            time.clockTime(self.time), "\(connection)  \(operation)  \(said)  \(milliseconds) ms",
            code == nil ? nil : .bad)
    }
}
