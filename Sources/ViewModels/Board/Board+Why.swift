import FoundationEssentials
import ServiceCore

/// `W`: why would a message to a person go out, or not? Every connection is asked, and shown as it answers.
extension Board {
    var canTrace: Bool { shownConnections.contains { $0.trace != nil } }

    /// `W`: of the person at hand, else asks for an address.
    func askWhy(_ address: String) {
        if !address.isEmpty { return openWhy(address) }
        let known = personAtHand
        if let known, primaryRow?.id.kind == .contact || currentWatch != nil { return openWhy(known) }
        prompt = Prompt(sign: "why: ", editor: LineEditor(known ?? "")) { [weak self] text in
            guard !text.trimmingBlanks.isEmpty else { return "Type an e-mail address or a number." }
            self?.openWhy(text.trimmingBlanks)
            return nil
        }
    }

    private var personAtHand: String? {
        if let person = currentWatch?.person { return person }
        guard let row = primaryRow else { return nil }
        switch row.id.kind {
        case .contact: return row.name
        case .event: return row["person"].plainText
        case .suppression, .delivery: return row["address"].plainText
        default: return nil
        }
    }

    /// What a why page tells of.
    static let whyKinds: Set<ResourceKind> = [
        .account, .contact, .suppression, .event, .sender, .sendingDomain, .smtpUser,
    ]

    /// Asks again for every why page that is open; each keeps its old lines until all have answered.
    func refreshWhyPages() {
        for case .page(let model) in views {
            if case .why(let address) = model.kind { askAgain(address, for: model.id) }
        }
    }

    /// A change that comes while it is asked is asked for once more, so that the last is never lost.
    private func askAgain(_ address: String, for page: UUID) {
        let key = "why.\(page)"
        guard !work.isRunning(key) else {
            staleWhyPages.insert(page)
            return
        }
        let connections = shownConnections.filter { $0.trace != nil }
        work.start(key, .join) { [weak self] in
            var answers = WhyAnswers(address: address, asked: connections.map(\.id))
            let found = await askAll(connections) { connection async throws(ServiceError) in
                try await connection.trace?(address)
            }
            for (connection, result) in found { answers.take(result, of: connection.id) }
            guard let self, !Task.isCancelled else { return }
            show(answers, on: page, isAskedAgain: true)
            guard staleWhyPages.remove(page) != nil else { return }
            work.cancel(key)
            askAgain(address, for: page)
        }
    }

    func openWhy(_ address: String) {
        let connections = shownConnections.filter { $0.trace != nil }
        var answers = WhyAnswers(address: address, asked: connections.map(\.id))
        let model = PageModel(
            title: "Why \(address)", page: PageState(lines: WhyPage(clock).lines(answers)),
            kind: .why(address: address))
        push(.page(model))
        wait { [weak self] in
            let each = { (connection: Connection, result: Result<PersonTrace?, ServiceError>) in
                answers.take(result, of: connection.id)
                self?.show(answers, on: model.id)
            }
            _ = await askAll(connections, each: each) { connection async throws(ServiceError) in
                try await connection.trace?(address)
            }
        }
    }

    private func show(_ answers: WhyAnswers, on page: UUID, isAskedAgain: Bool = false) {
        for index in views.indices {
            guard case .page(var model) = views[index], model.id == page,
                isAskedAgain || !model.isAskedAgain
            else { continue }
            model.isAskedAgain = isAskedAgain
            model.page.show(WhyPage(clock).lines(answers))
            views[index] = .page(model)
        }
        fitViews()
    }
}
