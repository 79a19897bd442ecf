import FoundationEssentials
import ServiceCore

/// `N`: a launch's numbers on a page that follows it, and as a file.
extension Board {
    /// What a report tells of.
    static let reportKinds: Set<ResourceKind> = [.campaign, .delivery, .event]

    /// The campaign of the row, the detail, the watch, the report or the recipients that are shown.
    var campaignAtHand: (id: ResourceID, title: String)? {
        if let watch = currentWatch { return (watch.campaign, watch.title) }
        if let delivery = primaryRow?.resource as? Delivery {
            let panes = views.all.lazy.reversed().compactMap(\.pane)
            return panes.compactMap(\.campaign).first.map { ($0, delivery.campaign) }
        }
        if case .report(let id, let report) = views.current.page?.kind {
            return (id, report?.progress.campaign.title ?? id.native)
        }
        guard let campaign = primaryRow?.resource as? Campaign else { return nil }
        return (campaign.id, campaign.title)
    }

    var canReport: Bool { shownConnections.contains { $0.campaigns != nil } }

    var isReportShown: Bool {
        if case .report = views.current.page?.kind { true } else { false }
    }

    /// Opens the report of the campaign at hand, or writes it to a file.
    func openReport(_ path: String) {
        guard let (id, title) = campaignAtHand else { return }
        guard path.isEmpty else { return saveReport(of: id, to: path) }
        openPage("Report of \(title)", .report(id, nil), ReportPage.waiting)
        views.current.page.map { readReport(of: id, for: $0.id) }
    }

    /// Reads the reports anew that are open; what comes while one is read is read once more.
    func refreshReports() {
        for case .page(let model) in views.all {
            if case .report(let id, _) = model.kind { readReport(of: id, for: model.id) }
        }
    }

    private func readReport(of campaign: ResourceID, for page: UUID) {
        let key = "report.\(page)"
        guard let control = workspace[campaign.connection]?.campaigns else { return }
        guard !work.isRunning(key) else { return views.change(page) { $0.isStale = true } }
        work.start(key, .join) { [weak self] in
            do throws(ServiceError) {
                let report = try await control.report(of: campaign)
                if !Task.isCancelled { self?.show(report, on: page) }
            } catch {
                if !Task.isCancelled { self?.show(error, on: page) }
            }
            // Its cost grows with the launch, so that it is not read as often as something changes.
            guard let self, views.isStale(page), (try? await clock.sleep(.seconds(1))) != nil else { return }
            views.change(page) { $0.isStale = false }
            work.start("\(key).again", .background) { [weak self] in
                self?.readReport(of: campaign, for: page)
            }
        }
    }

    private func show(_ report: CampaignReport, on page: UUID) {
        let campaign = report.progress.campaign
        let connection = workspace[campaign.id.connection]
        let lines = ReportPage(
            clock: clock, tellsRecipients: connection?.campaigns?.recipients != nil,
            tellsEvents: connection?.resources[.event] != nil
        ).lines(report)
        views.change(page) { model in
            model.title = "Report of \(campaign.title)"
            model.kind = .report(campaign.id, report)
            model.page.show(lines)
        }
        fitViews()
    }

    /// What was told before stays; what stands in the way of the first look is told in its place.
    private func show(_ error: ServiceError, on page: UUID) {
        views.change(page) { model in
            if case .report(_, nil) = model.kind { model.page.show([.sentence(error.sentences, .bad)]) }
        }
        fitViews()
    }

    // MARK: As a file

    /// `E` on a report: asks for a file, whose ending says in what form.
    func askSaveReport(_ path: String) {
        guard let (id, _) = campaignAtHand else { return }
        guard path.isEmpty else { return saveReport(of: id, to: path) }
        type("save report to: ", LineEditor("report.html")) { [weak self] path in
            let path = path.trimmingBlanks
            guard ReportFormat(ofFile: path) != nil else { return ReportFormat.unknownEnding.sentences }
            self?.saveReport(of: id, to: path)
            return nil
        }
    }

    private func saveReport(of campaign: ResourceID, to path: String) {
        guard let format = ReportFormat(ofFile: path) else { return report(ReportFormat.unknownEnding) }
        guard let control = workspace[campaign.connection]?.campaigns else { return }
        let zone = clock.zone
        wait { [weak self] () async throws(ServiceError) in
            let report = try await control.report(of: campaign)
            if !Task.isCancelled { self?.effect(.save(format.text(of: report, zone), path: path)) }
        }
    }
}
