import ServiceCore

/// What an edit of several rows did, and what it did not.
struct EditResult {
    /// What was done; the rest stands in `leftOut`.
    let outcome: EditOutcome
    /// Why some of the rows asked for were not done; told after the outcome, and the command's failure.
    let leftOut: ServiceError?

    var message: String { outcome.message }
    var findings: [String] { outcome.findings }

    /// That the platform took the call and did not do what was meant, which is the command's failure.
    var refused: ServiceError? {
        outcome.refusal.map { ServiceError(.refused, $0.capitalizedFirst + ".", hint: "Nothing was sent.") }
    }

    init(_ outcome: EditOutcome) { (self.outcome, leftOut) = (outcome, nil) }

    /// - Parameters:
    ///   - problems: of the rows that were left out before anything was done.
    ///   - count: how many rows were asked for.
    ///   - unkept: why the receipt of it could not be written.
    init(
        _ outcome: EditOutcome, without problems: [ServiceError], of count: Int, _ words: ResourceWords,
        unkept: ServiceError? = nil
    ) {
        self.outcome = outcome.withoutShortfall
        let all = (problems + (outcome.shortfall?.problems ?? [])).together(
            of: outcome.shortfall.map { $0.count + problems.count } ?? count, words,
            "and the others were done")
        leftOut = all ?? unkept
    }
}

extension [ServiceError] {
    /// Tells what is wrong with some of the targets before anything is done.
    ///
    /// - Parameter isAnyLeft: whether there is another target.
    /// - Throws: all of them, so that nothing is done, unless it keeps going and something is left to do.
    func check(
        of count: Int, _ words: ResourceWords, isAnyLeft: Bool, keepsGoing: Bool
    ) throws(ServiceError) {
        guard var all = together(of: count, words, "so nothing was done"), !(keepsGoing && isAnyLeft) else {
            return
        }
        if isAnyLeft { all.hint = "--keep-going does the others." }
        throw all
    }

    /// All as one, each on a line of its own; the worst decides the exit code. Nil where there is none.
    func together(of total: Int, _ words: ResourceWords, _ consequence: String) -> ServiceError? {
        guard var all = self.max(by: { $0.code.severity < $1.code.severity }) else { return nil }
        // Of equals the first.
        all = first { $0.code.severity == all.code.severity } ?? all
        guard count > 1 else { return all }
        let targets = NumberText.counted(total, words.singular, words.plural)
        let isUnknown = contains { $0.code == .outcomeUnknown }
        let failed = isUnknown ? "were not done as far as is known" : "could not be done"
        let head = "\(NumberText.grouped(count)) of \(targets) \(failed), \(consequence):"
        all.message = ([head] + map(\.message)).joined(separator: "\n")
        return all
    }
}

extension EditShortfall {
    /// What went wrong with each part, with its name.
    var problems: [ServiceError] {
        failures.map { failure in
            var problem = failure.error
            problem.shortfall = nil
            problem.message =
                "\(failure.part.name): \(failure.wasTried ? failure.error.message : "not tried.")"
            return problem
        }
    }
}

extension EditOutcome {
    /// What was done alone: standard error tells the rest.
    fileprivate var withoutShortfall: EditOutcome {
        guard let shortfall else { return self }
        var done = self
        done.message = shortfall.done
        let failures = Set(shortfall.failures.map(\.sentence))
        done.findings.removeAll(where: failures.contains)
        done.shortfall = nil
        return done
    }
}
