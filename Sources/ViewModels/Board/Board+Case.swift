import FoundationEssentials
import ServiceCore

/// `K`: the case file of the person, the message or the campaign in hand, copied or saved.
extension Board {
    var canMakeCase: Bool { caseOrigin != nil }

    func openCaseMenu() {
        guard let origin = caseOrigin else { return }
        guard let subject = caseSubject else {
            let refusal = CaseSubject.refusal
            return notify(refusal.message, hint: refusal.hint ?? "", level: .warning)
        }
        let gathering = CaseGathering(
            shownConnections, trail: workspace.trail, origin: origin, clock: { [clock] in clock.date() })
        let items = CaseUse.allCases.map { ChoiceState.Item($0.rawValue, $0.title) }
        choose("Case file of \(subject.name)", of: items) { [weak self] name in
            CaseUse(rawValue: name).map { self?.make(gathering, subject, $0) }
        }
    }

    /// What is in hand that a case file may be of.
    private var caseSubject: CaseSubject? {
        if case .why(let answers) = views.current.page?.kind { return .person(answers.address) }
        if let campaign = currentWatch?.latest?.campaign { return .campaign(Row(campaign)) }
        return primaryRow.flatMap(CaseSubject.init)
    }

    private func make(_ gathering: CaseGathering, _ subject: CaseSubject, _ use: CaseUse) {
        waitForDialog { [weak self] () async throws(ServiceError) in
            let file = try await gathering.file(of: subject)
            guard let self, !Task.isCancelled else { return }
            let text = use.isJSON ? file.json : file.text(clock.zone)
            if !file.isWhole {
                notify("Not all was told.", hint: ":notices tells all", level: .warning, details: file.gaps)
            }
            if use.isSaved {
                askCasePath(text, of: subject, use)
            } else {
                effect(.copy(text, called: "case file"))
            }
        }
    }

    private func askCasePath(_ text: String, of subject: CaseSubject, _ use: CaseUse) {
        let name = subject.name.map { $0.isLetter || $0.isNumber || "@.-_".contains($0) ? $0 : "-" }
        let start = "case-\(String(name)).\(use.isJSON ? "json" : "txt")"
        type("save case file to: ", LineEditor(start)) { [weak self] path in
            guard !path.trimmingBlanks.isEmpty else { return "Name a file." }
            self?.effect(.save(text, path: path.trimmingBlanks))
            return nil
        }
    }
}

/// What is done with a case file.
private enum CaseUse: String, CaseIterable {
    case copyText, copyJSON, saveText, saveJSON

    var isJSON: Bool { self == .copyJSON || self == .saveJSON }
    var isSaved: Bool { self == .saveText || self == .saveJSON }

    var title: String {
        "\(isSaved ? "save" : "copy") as \(isJSON ? "JSON" : "text")"
    }
}
