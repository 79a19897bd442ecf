import FoundationEssentials
import ServiceCore

/// `W`: why would a message to a person go out, or not? Every connection is asked, and shown as it answers.
extension Board {
    var canTrace: Bool { shownConnections.contains { $0.trace != nil } }

    /// `W`: asks for an address, with that of the row at hand in the line; `:why ADDRESS` needs not ask.
    func askWhy(_ line: String) {
        guard line.isEmpty || answerWhy(line) != nil else { return }
        promptWhy(line.isEmpty ? addressAtHand : line)
    }

    private func promptWhy(_ text: String, error: String = "") {
        type("why: ", LineEditor(text), error: error) { [weak self] in self?.answerWhy($0) }
    }

    /// Opens the page of a whole address or number; of a part it asks who is meant.
    ///
    /// - Returns: what is wrong with the line.
    private func answerWhy(_ line: String) -> String? {
        let person = PersonText(line)
        guard !person.text.isEmpty else { return "Type an address, a number, or a part of one or of a name." }
        if person.isWhole { openWhy(person.text) } else { choosePerson(person) }
        return nil
    }

    /// The address or number of the row, the recipient or the page that is shown; empty where there is none.
    var addressAtHand: String {
        if let person = currentWatch?.person { return person }
        if case .why(let answers) = views.current.page?.kind { return answers.address }
        guard let row = primaryRow else { return "" }
        let fields: [FieldID] = [row.schema.words.nameField, "address", "person", "phone"]
        return fields.lazy.map { row[$0].plainText }.first { PersonText($0).isWhole } ?? ""
    }

    // MARK: Who is meant

    private func choosePerson(_ person: PersonText) {
        let kinds = [ResourceKind.contact, .suppression].compactMap { source(of: $0) }
        let clock = clock
        waitForDialog { [weak self] () async throws(ServiceError) in
            let people = try await person.search(kinds, now: { clock.date() })
            guard let self, !Task.isCancelled else { return }
            typedAhead.dropAll()
            guard let first = people.first else {
                if dialogs.isEmpty {
                    promptWhy(person.text, error: "Nobody here has “\(person.text)” in an address or a name.")
                }
                return
            }
            if people.count == 1 { openWhy(first.address) } else { choose(among: people, of: person.text) }
        }
    }

    private func choose(among people: [PersonText.Found], of text: String) {
        let items = people.map { ChoiceState.Item($0.address, $0.address, note: $0.name) }
        let title = "Why: who is “\(text)”?"
        present(
            .choice(ChoiceState(title: title, items: items)) { [weak self] in self?.openWhy($0) },
            called: title)
    }

    /// What a why page tells of.
    static let whyKinds: Set<ResourceKind> = [
        .account, .contact, .suppression, .event, .sender, .sendingDomain, .smtpUser,
    ]

    /// Asks again for every why page that is open; each keeps its old lines until all have answered.
    func refreshWhyPages() {
        for case .page(let model) in views.all {
            if case .why(let answers) = model.kind { askAgain(answers.address, for: model.id) }
        }
    }

    /// A change that comes while it is asked is asked for once more, so that the last is never lost.
    private func askAgain(_ address: String, for page: UUID) {
        let key = "why.\(page)"
        guard !work.isRunning(key) else { return views.change(page) { $0.isStale = true } }
        let connections = shownConnections.filter { $0.trace != nil }
        let campaign = views.all.lazy.compactMap(\.page).first { $0.id == page }?.kind.askedCampaign
        work.start(key, .join) { [weak self] in
            var answers = WhyAnswers(address: address, asked: connections.map(\.id), campaign: campaign)
            answers.campaign?.fate = await self?.fate(of: address, in: campaign)
            let found = await askAll(connections) { connection async throws(ServiceError) in
                try await connection.trace?(address)
            }
            for (connection, result) in found { answers.take(result, of: connection.id) }
            guard let self, !Task.isCancelled else { return }
            let isStale = show(answers, on: page, isAskedAgain: true)
            guard isStale else { return }
            work.cancel(key)
            askAgain(address, for: page)
        }
    }

    /// What every platform says of a person; of the campaign at hand, or one that is given, what became of them in it too.
    func openWhy(_ address: String, in campaign: WhyAnswers.AskedCampaign? = nil) {
        let connections = shownConnections.filter { $0.trace != nil }
        let atHand = campaignAtHand.map { WhyAnswers.AskedCampaign(id: $0.id, title: $0.title) }
        let asked = campaign ?? atHand
        let answers = WhyAnswers(address: address, asked: connections.map(\.id), campaign: asked)
        openPage("Why \(address)", .why(answers), WhyPage(clock).lines(answers))
        guard let page = views.current.page?.id else { return }
        let take = {
            @MainActor @Sendable [weak self] (asked: Connection, answer: WhyAnswers.Answer) -> Void in
            self?.take(answer, of: asked.id, on: page)
        }
        if let asked {
            wait { [weak self] in
                let fate = await self?.fate(of: address, in: asked)
                self?.take(fate, on: page)
            }
        }
        wait {
            _ = await askAll(connections, each: take) { connection async throws(ServiceError) in
                try await connection.trace?(address)
            }
        }
    }

    /// Puts a first answer on its page, which may lie under others by now, be gone, or have been asked again.
    private func take(_ answer: WhyAnswers.Answer, of connection: ConnectionID, on page: UUID) {
        for case .page(let model) in views.all where model.id == page && !model.isAskedAgain {
            guard case .why(var answers) = model.kind else { continue }
            answers.take(answer, of: connection)
            show(answers, on: page)
        }
    }

    /// - Returns: whether something changed for the page meanwhile.
    @discardableResult
    private func show(_ answers: WhyAnswers, on page: UUID, isAskedAgain: Bool = false) -> Bool {
        var isStale = false
        let lines = WhyPage(clock).lines(answers)
        views.change(page) { model in
            if isAskedAgain {
                isStale = model.isStale
                (model.isStale, model.isAskedAgain) = (false, true)
            }
            model.kind = .why(answers)
            model.page.show(lines)
        }
        fitViews()
        return isStale
    }
}
