import FoundationEssentials
import ServiceCore
import Settings
import ViewModels

/// What the commands about one person do.
struct PersonRun {
    let session: Session

    /// - Returns: whether every connection answered.
    /// - Throws: `.notFound` where all did, and none keeps anything.
    func find(_ address: PersonAddress, _ format: OutputFormat) async throws(ServiceError) -> Bool {
        let answers = await gathering.look(address)
        let isWhole = answers.allSatisfy { if case .success = $0.result { true } else { false } }
        if isWhole, answers.allSatisfy({ Self.isNothing($0.result) }) {
            throw ServiceError(.notFound, "Nobody keeps anything of \(address.text).")
        }
        let lines = PersonLines(zone: session.settings.zone)
        try TextTable(fields: PersonLines.fields, lines: answers.flatMap(lines.table))
            .write(format, session.console.output)
        if format == .table {
            for line in answers.flatMap(lines.remarks) { try session.console.output.line(SafeLine.of(line)) }
            try session.console.output.flush()
        }
        return isWhole
    }

    private static func isNothing(_ result: Result<PersonKept, ServiceError>) -> Bool {
        guard case .success(let kept) = result else { return false }
        return kept.isEmpty && kept.hold == nil && kept.erased == nil
    }

    /// - Returns: whether every connection answered.
    func export(_ address: PersonAddress, to path: String?) async throws(ServiceError) -> Bool {
        let (json, isWhole) = await gathering.export(address)
        guard let path else {
            try session.console.output.write(json)
            try session.console.output.flush()
            return isWhole
        }
        let here = FileManager.default.currentDirectoryPath
        try await WholeFile(path: session.settings.paths.absolute(path, from: here)).write {
            output throws(ServiceError) in try output.write(json)
        }
        try tell("All that is kept of \(address.text) is written to \(path).")
        return isWhole
    }

    /// - Returns: whether everything is erased that can be.
    /// - Throws: `.refused` where it was not confirmed, or a hold stands.
    func erase(
        _ address: PersonAddress, _ answer: Answer, _ format: CaseFormat
    ) async throws(ServiceError) -> Bool {
        let answers = await gathering.look(address)
        for case (_, .success(let kept)) in answers {
            if let hold = kept.hold { throw hold.refusal(of: "erased") }
        }
        try confirm(address, answer, answers)
        let receipt = try await gathering.erase(address)
        forgetTyped(address)
        try session.console.output.write(
            format == .json ? receipt.json : receipt.text(session.settings.zone))
        try session.console.output.flush()
        return receipt.isWhole
    }

    /// On a terminal the address is asked for, where `--yes` has not said it.
    private func confirm(
        _ address: PersonAddress, _ answer: Answer, _ answers: [PersonGathering.Answer]
    ) throws(ServiceError) {
        let name = TypedName(address.text)
        let lines = PersonLines(zone: session.settings.zone)
        let facts = answers.flatMap(lines.preview).map { SafeLine.of($0) }
        var typed = answer
        if answer.text == nil {
            for line in facts { try session.console.errors.line(line) }
            let question = "Type \(name.asked) to erase it for good:"
            if let text = try StandardInput.answer(to: question) {
                typed = Answer(text: text)
                try typed.confirm(.name(name), doing: "erasing \(address.text)", isFinal: true)
                return
            }
        }
        try typed.confirm(.name(name), doing: "erasing \(address.text)", isFinal: true)
    }

    /// What was typed on the board and names the person is no longer remembered; a damaged file remembers nothing.
    private func forgetTyped(_ address: PersonAddress) {
        let file = StateFile(path: session.settings.paths.stateFile, empty: BoardMemory())
        var (memory, _) = file.load()
        let before = memory
        memory.forget(address.text)
        if memory != before { try? file.save(memory) }
    }

    // MARK: Holds

    func hold(_ address: PersonAddress, because reason: String) async throws(ServiceError) {
        let hold = try await holding(\.hold)(address.text, reason)
        try tell("\(hold.address) is held: nobody deletes or erases what is kept of it here.")
    }

    func release(_ address: PersonAddress, because reason: String) async throws(ServiceError) {
        let hold = try await holding(\.release)(address.text, reason)
        try tell("The hold on \(hold.address) is released.")
    }

    func holds(withReleased: Bool, _ format: OutputFormat) async throws(ServiceError) {
        let holds = try await people.holds().filter { withReleased || $0.stands }
        let zone = session.settings.zone
        let time = { (date: Date) in format == .table ? zone.text(date) : FieldValue.date(date).plainText }
        let table = TextTable(
            fields: ["address", "since", "who", "reason", "released", "released_by", "released_because"],
            lines: holds.map { hold in
                [
                    hold.address, time(hold.since), hold.who, hold.reason,
                    hold.release.map { time($0.time) } ?? "", hold.release?.who ?? "",
                    hold.release?.why ?? "",
                ]
            })
        try table.write(format, session.console.output)
    }

    private func holding(
        _ way: KeyPath<PersonOperations, PersonOperations.Holding?>
    ) throws(ServiceError) -> PersonOperations.Holding {
        if let holding = try people[keyPath: way] { return holding }
        throw ServiceError(
            .readOnly, "Nothing is held or released here: the platform is read-only.",
            hint: "Start without --read-only.")
    }

    private var people: PersonOperations {
        get throws(ServiceError) {
            if let people = session.workspace.connections.compactMap(\.people).first { return people }
            throw ServiceError(
                .unsupported, "Holds are kept by the embedded platform, which is not among the connections.",
                hint: "Leave out --connection, or name embedded.")
        }
    }

    private var gathering: PersonGathering {
        let console = session.console
        let origin = CaseFile.Origin(who: console.who, program: "sendboard \(SendboardVersion.text)")
        return PersonGathering(session.workspace, origin: origin, clock: console.now)
    }

    private func tell(_ sentence: String) throws(ServiceError) {
        try session.console.output.line(SafeLine.of(sentence))
        try session.console.output.flush()
    }
}
