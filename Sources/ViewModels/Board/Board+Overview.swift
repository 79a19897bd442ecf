import FoundationEssentials
package import ServiceCore

/// `0`: what wants attention now, over all connections that are shown.
///
/// The rows are those of the panes: what a pane has at hand is not asked for again, and what is read here it need not read.
extension Board {
    private static let overviewKinds = PaneRegistry.overview
    static let overviewOrder = overviewKinds.map { $0.kind } + [.event]

    func showOverview() {
        typedAhead.drop()
        let left = views.makeWayForOverview()
        left.forEach(leave)
        if !views.current.isOverview { push(.overview) }
        fitViews()
    }

    /// All findings as far as they are known.
    package var findings: [Finding] { overview.all(in: Self.overviewOrder) }

    var overviewSummary: String { OverviewPage.summary(findings) }

    /// When the hosted platforms were read last, the oldest of them; nil where none was.
    var overviewRead: Date? { overviewRows.compactMap(\.freshness.readAt).min() }

    // MARK: Reading

    /// Reads what may differ or has never been read, as long as somebody sees it.
    func ensureOverview() {
        guard views.current.isOverview else { return }
        readTroubles()
        readEvents()
        for resource in Self.overviewKinds {
            gatherForOverview(resource.kind)
            readForOverview(resource)
        }
        showFindings()
    }

    /// Reads all of it again, as a person asked for.
    func refreshOverview() {
        overview.markDirty(Set(Self.overviewOrder))
        ensureOverview()
    }

    private func readTroubles() {
        let connections = shownConnections
        work.start("overview.troubles", .join) { [weak self] in
            var troubles: [Finding] = []
            for connection in connections {
                guard let trouble = await connection.ownTrouble() else { continue }
                troubles.append(Finding(of: connection.id, failure: trouble))
            }
            guard let self, !Task.isCancelled else { return }
            overview.take(troubles: troubles)
            showFindings()
        }
    }

    private func readEvents() {
        let connections = shownConnections.filter { $0.mailDays != nil }
        work.start("overview.events", .join) { [weak self] in
            while let self, views.current.isOverview, overview.begin(.event) {
                let (now, zone) = (clock.date(), clock.zone)
                let answers = await askAll(connections) { connection async throws(ServiceError) in
                    try await connection.eventFindings(now: now, zone: zone)
                }
                guard !Task.isCancelled else { return overview.markDirty([.event]) }
                let found = answers.compactMap { try? $0.result.get() }.flatMap(\.self)
                overview.take(.success(found), of: .event, from: nil)
                showFindings()
            }
        }
    }

    /// A change that comes while a kind is read has it read once more, so that the last is never lost.
    private func readForOverview(_ resource: any Resource.Type) {
        let (kind, concerns) = (resource.kind, resource.concerns)
        guard let source = source(of: kind) else { return }
        work.start("overview.\(kind)", .join) { [weak self] in
            while let self, views.current.isOverview, overview.begin(kind) {
                let (now, zone) = (clock.date(), clock.zone)
                let answer = await Result { () async throws(ServiceError) in
                    try await source.findings(concerns, now: now, zone: zone)
                }
                guard !Task.isCancelled else { return overview.markDirty([kind]) }
                overview.take(answer, of: kind, from: source.own)
                showFindings()
            }
        }
    }

    /// Rows of hosted platforms, each as it answers, unless they are as fresh as a pane would have them.
    private func gatherForOverview(_ kind: ResourceKind) {
        for gathered in source(of: kind)?.gathered ?? [] where isOld(gathered, kind) {
            let (key, connection) = ("overview.\(kind).\(gathered.connection)", gathered.connection)
            guard !work.isRunning(key) else { continue }
            overview.ask(connection, kind, at: clock.date())
            work.start(key, .join) { [weak self, clock] in
                _ = await Result { () async throws(ServiceError) in
                    try await gathered.gather(.all, now: { clock.date() })
                }
                guard let self else { return }
                overview.hear(connection)
                table(kind).takeKeptRows()
                overview.take(failures: overviewRows.failures)
                overview.markDirty([kind])
                guard !Task.isCancelled else { return }
                showFindings()
                Self.overviewKinds.first { $0.kind == kind }.map(readForOverview)
            }
        }
    }

    private func isOld(_ gathered: GatheredRows, _ kind: ResourceKind) -> Bool {
        let (freshness, now) = (gathered.freshness, clock.date())
        if Asking.current.isByHand { return true }
        if let until = freshness.heldUntil, until > now { return false }
        // One that fails is not asked more often than one that answers.
        let last = [freshness.readAt, overview.lastAsked(gathered.connection, kind)].compactMap(\.self).max()
        guard let last else { return true }
        guard case .polled(let interval) = workspace[gathered.connection]?.freshness else { return false }
        return now.timeIntervalSince(last) > interval.inSeconds
    }

    /// What is kept of the hosted platforms that are shown.
    private var overviewRows: [GatheredRows] {
        let shown = Set(shownConnections.map(\.id))
        return Self.overviewOrder.flatMap { keptRows[$0] ?? [] }.filter { shown.contains($0.connection) }
    }

    // MARK: Showing

    private func showFindings() {
        let isKnown = Self.overviewOrder.allSatisfy { kind in
            source(of: kind) == nil || !overview.isUnknown(kind)
        }
        let lines = OverviewPage(clock).lines(findings, waiting: overview.waiting, isKnown: isKnown)
        for case .page(let model) in views.all {
            guard case .overview = model.kind else { continue }
            views.change(model.id) { $0.isMoved ? $0.page.showLinks(lines) : $0.page.show(lines) }
        }
    }

    /// The whole of what is in the way of a connection.
    func openTrouble(_ id: ConnectionID) {
        let own = findings.filter { $0.place == .connection(id) }
        let failures = overviewRows.filter { $0.connection == id }.compactMap(\.freshness.failure)
        let errors = failures.reduce(into: [ServiceError]()) { if !$0.contains($1) { $0.append($1) } }
        let sentences = errors.isEmpty ? own.map(\.sentence) : errors.map(\.sentences)
        var lines = sentences.map { DetailLine.sentence($0, .bad) }
        if let connection = workspace[id] {
            lines += [DetailLine(.blank), .field("Platform", connection.platform)]
            if let host = connection.host { lines.append(.field("Host", host)) }
        }
        openPage("Connection \(id)", .trouble, lines)
    }
}
