import FoundationEssentials
import ServiceCore

/// `:erase`, `:hold`, `:release`, `:holds`: what is done with all that is kept of one person.
extension Board {
    var canErase: Bool { caseOrigin != nil && shownConnections.contains { $0.people?.erase != nil } }
    var canHold: Bool { holdings?.hold != nil }
    var knowsHolds: Bool { holdings != nil }

    private var holdings: PersonOperations? { shownConnections.compactMap(\.people).first }

    // MARK: Erasing

    /// Asks for an address, with that of the row at hand in the line; `:erase ADDRESS` needs not ask.
    func askErase(_ line: String) {
        askPerson("erase: ", line) { [weak self] in self?.previewErasure(of: $0) }
    }

    /// What is kept of the person is counted first, on every connection.
    private func previewErasure(of address: PersonAddress) {
        guard let gathering = personGathering else { return }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let answers = await gathering.look(address)
            for case (_, .success(let kept)) in answers {
                if let hold = kept.hold { throw hold.refusal(of: "erased") }
            }
            guard let self, !Task.isCancelled else { return }
            confirmErasure(of: address, answers, gathering)
        }
    }

    private func confirmErasure(
        of address: PersonAddress, _ answers: [PersonGathering.Answer], _ gathering: PersonGathering
    ) {
        let preview = answers.flatMap(PersonLines(zone: clock.zone).preview)
        let lines = preview.map { DetailLine.sentence($0) } + [.sentence(Self.finalSentence, .warning)]
        let state = ConfirmState(
            title: "Erase \(address.text)?", lines: lines, confirmation: .name(TypedName(address.text)),
            verb: "erases")
        let question = Dialog.confirm(state) { [weak self] in self?.erase(address, gathering) }
        present(question, called: state.title)
    }

    private func erase(_ address: PersonAddress, _ gathering: PersonGathering) {
        waitForDialog(isGivenUpByEscape: false) { [weak self] () async throws(ServiceError) in
            let receipt = try await gathering.erase(address)
            guard let self else { return }
            typedAhead.dropAll()
            memory.forget(address.text)
            undoList.forget(address.text)
            notices.forget(address.text)
            effect(.remember(memory))
            undoList.note(EditOutcome("\(receipt.alias) erased", finality: "nothing of the person is kept"))
            refreshNow()
            show(receipt)
        }
    }

    /// The receipt can be copied or saved like any page of text; it is kept nowhere else.
    private func show(_ receipt: ErasureReceipt) {
        let lines = receipt.text(clock.zone).split(separator: "\n", omittingEmptySubsequences: false)
        openPage("Erasure of \(receipt.address)", .text, lines.map { DetailLine(.plain, text: String($0)) })
        notify(
            receipt.isWhole ? "\(receipt.address) is erased" : "Not all of \(receipt.address) is erased.",
            hint: "the page says what stays and why", level: receipt.isWhole ? .success : .warning)
    }

    private var personGathering: PersonGathering? {
        caseOrigin.map { origin in
            PersonGathering(workspace, origin: origin, clock: { [clock] in clock.date() })
        }
    }

    // MARK: Holds

    func askHold(_ line: String) {
        askPerson("hold: ", line) { [weak self] address in
            self?.askReason("why is \(address.text) held: ", address, \.hold, done: "is held")
        }
    }

    func askRelease(_ line: String) {
        askPerson("release: ", line) { [weak self] address in
            self?.askReason("why is \(address.text) released: ", address, \.release, done: "is released")
        }
    }

    private func askReason(
        _ sign: String, _ address: PersonAddress,
        _ way: KeyPath<PersonOperations, PersonOperations.Holding?>, done: String
    ) {
        guard let holding = holdings?[keyPath: way] else { return }
        type(sign, LineEditor("")) { [weak self] reason in
            guard !reason.trimmingBlanks.isEmpty else { return "Say why; it is kept in the audit trail." }
            self?.wait { [weak self] () async throws(ServiceError) in
                let hold = try await holding(address.text, reason)
                self?.notify("\(hold.address) \(done)", level: .success)
            }
            return nil
        }
    }

    func openHolds() {
        guard let holdings else { return }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let holds = try await holdings.holds()
            guard let self, !Task.isCancelled else { return }
            let lines = holds.flatMap { $0.lines(clock.zone) }
            openPage("Holds", .text, lines.isEmpty ? [.sentence("Nobody is held.")] : lines)
        }
    }

    // MARK: Who is meant

    private func askPerson(
        _ sign: String, _ line: String, then act: @escaping @MainActor (PersonAddress) -> Void
    ) {
        let answer = { @MainActor (text: String) -> String? in
            do throws(ServiceError) {
                act(try PersonAddress(text))
                return nil
            } catch {
                return error.message
            }
        }
        guard line.isEmpty || answer(line) != nil else { return }
        type(sign, LineEditor(line.isEmpty ? addressAtHand : line), onEnter: answer)
    }
}

extension PersonHold {
    fileprivate func lines(_ zone: WallZone) -> [DetailLine] {
        let standing = DetailLine.field(address, words.text(zone.text), stands ? .warning : nil)
        guard let release else { return [standing] }
        return [
            standing, .field("", "released by \(release.who) at \(zone.text(release.time)): \(release.why)"),
        ]
    }
}
