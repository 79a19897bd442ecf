import ServiceCore

/// What an edit of several rows did, and what it left out.
struct EditResult {
    let outcome: EditOutcome
    /// Why some of the rows asked for were not done; told after the outcome, and the command's failure.
    let leftOut: ServiceError?

    var message: String { outcome.message }
    var findings: [String] { outcome.findings }

    /// That the platform took the call and did not do what was meant, which is the command's failure.
    var refused: ServiceError? {
        outcome.refusal.map { ServiceError(.refused, $0.capitalizedFirst + ".", hint: "Nothing was sent.") }
    }

    init(_ outcome: EditOutcome, leftOut: ServiceError? = nil) {
        self.outcome = outcome
        self.leftOut = leftOut
    }
}

extension [ServiceError] {
    /// What is told at the end of the targets that these speak of; nil where there is none.
    ///
    /// - Parameter isAnyLeft: whether there is another target.
    /// - Throws: all of them, so that nothing is done, unless it keeps going and something is left to do.
    func leftOut(
        of count: Int, _ words: ResourceWords, isAnyLeft: Bool, keepsGoing: Bool
    ) throws(ServiceError) -> ServiceError? {
        guard let first else { return nil }
        if keepsGoing, isAnyLeft { return together(first, of: count, words, "and the others were done") }
        var all = together(first, of: count, words, "so nothing was done")
        if isAnyLeft { all.hint = "--keep-going does the others." }
        throw all
    }

    /// All as one, each on a line of its own; the first decides the exit code.
    private func together(
        _ first: ServiceError, of total: Int, _ words: ResourceWords, _ consequence: String
    ) -> ServiceError {
        guard count > 1 else { return first }
        var all = first
        let targets = NumberText.counted(total, words.singular, words.plural)
        let head = "\(NumberText.grouped(count)) of \(targets) could not be done, \(consequence):"
        all.message = ([head] + map(\.message)).joined(separator: "\n")
        return all
    }
}
