import FoundationEssentials
import ServiceCore

/// `:relays`: where messages go, followed while it is open.
extension Board {
    /// What the page tells of.
    static let transportKinds: Set<ResourceKind> = [.delivery, .event, .campaign]

    private var transports: TransportOperations? { shownConnections.lazy.compactMap(\.transports).first }

    var canCheckTransports: Bool { isTransportPageShown && transports?.check != nil }

    private var isTransportPageShown: Bool {
        if case .transports = views.current.page?.kind { true } else { false }
    }

    func openTransports() {
        openPage("Where messages go", .transports(nil), TransportPage.waiting)
        refreshTransports()
    }

    /// Looks anew for every such page that is open.
    func refreshTransports() {
        guard views.all.contains(where: \.isTransports) else { return }
        guard let transports else { return showTransports(nil) }
        work.start("transports", .join) { [weak self] in
            let answer = await Result { () async throws(ServiceError) in try await transports.look() }
            guard let self, !Task.isCancelled else { return }
            switch answer {
            case .success(let report): showTransports(report)
            case .failure(let error): self.report(error)
            }
        }
    }

    /// `C`: tries every relay without sending anything.
    func checkTransports() {
        guard let check = transports?.check else { return }
        wait { [weak self] () async throws(ServiceError) in
            let checks = try await check()
            guard let self, !Task.isCancelled else { return }
            let bad = checks.values.first { !$0.isGood }
            notify(
                bad?.words ?? "\(NumberText.counted(checks.count, "relay")) answered; nothing was sent",
                level: bad == nil ? .success : .error)
            showTransports { report in
                for index in report.ways.indices {
                    guard let side = report.ways[index].side, let check = checks[side] else { continue }
                    report.ways[index].check = check
                }
            }
        }
    }

    // MARK: Showing

    private func showTransports(_ change: (inout TransportReport) -> Void) {
        for case .page(let model) in views.all {
            guard case .transports(var report?) = model.kind else { continue }
            change(&report)
            show(report, on: model.id)
        }
    }

    private func showTransports(_ report: TransportReport?) {
        for view in views.all where view.isTransports { view.page.map { show(report, on: $0.id) } }
        fitViews()
        guard let report, report.isMoving, !pending.isPaused else { return }
        // Sessions that close and minutes that pass are told by nobody.
        work.start("transports.again", .background) { [weak self, clock] in
            guard (try? await clock.sleep(.seconds(1))) != nil, let self, !pending.isPaused else { return }
            refreshTransports()
        }
    }

    private func show(_ report: TransportReport?, on page: UUID) {
        let hosted = shownConnections.filter(\.isHosted).map { (name: $0.id.name, words: $0.sendingWords) }
        views.change(page) { model in
            model.kind = .transports(report)
            model.page.show(TransportPage(clock).lines(report, hosted: hosted))
        }
    }
}

extension BoardView {
    fileprivate var isTransports: Bool {
        if case .transports = page?.kind { true } else { false }
    }
}
