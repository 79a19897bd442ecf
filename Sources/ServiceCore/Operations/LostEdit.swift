/// An edit whose answer was lost and that the platform did not show when it was asked at once: it may have been done.
package struct LostEdit: ErrorFact {
    /// The rows that it was for.
    package var targets: [ResourceID]
    /// The rows as they are where it was done; empty where they are gone then, or nobody knows.
    package var wished: [Row]
    /// Its rows as they are shown until it is settled: what it was meant to change is unknown.
    package var doubted: [Row] = []
    /// What it was, for a notice: `whitelist kim@a.test`.
    package var summary = "the last edit"
    /// What a read that shows it proves.
    let proof: Proof
    /// Looks again: what it did where the platform shows it now, else nil.
    package var look: @Sendable () async throws(ServiceError) -> EditOutcome?

    package init(
        _ targets: [ResourceID], wished: [Row] = [], proof: Proof = .shown,
        look: @escaping @Sendable () async throws(ServiceError) -> EditOutcome?
    ) {
        self.targets = targets
        self.wished = wished
        self.proof = proof
        self.look = look
    }

    package enum Proof: Sendable {
        /// That it was done.
        case shown
        /// The same, where it lags no more: another write may have left that.
        case late
        /// Nothing: something like it was done just before.
        case none
    }

    /// Takes it back where it turns out that it was done.
    package var reversal: Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            let outcome = try await found()
            guard let reversal = outcome.reversal else {
                throw ServiceError(
                    .unsupported, "“\(outcome.message)”: it was done, and nothing takes it back.")
            }
            return try await reversal.undo()
        }
    }

    /// What it did.
    ///
    /// - Throws: `.outcomeUnknown` while the platform does not show it.
    fileprivate func found() async throws(ServiceError) -> EditOutcome {
        if let outcome = try await look() { return outcome }
        throw ServiceError(
            .outcomeUnknown, "Whether “\(summary)” was done is still unknown.",
            hint: "The platform does not show it yet; look again before you repeat it.")
    }
}

extension Reversal {
    /// The same once its own answer was lost: it looks for that first, and begins again only where it was not done after all.
    package func resumed(after lost: LostEdit) -> Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            do throws(ServiceError) { return try await lost.found() } catch {
                guard error.code == .notFound else { throw error }
                return try await undo()
            }
        }
    }
}

/// Two are the same where they are about the same rows.
extension LostEdit {
    package static func == (left: LostEdit, right: LostEdit) -> Bool {
        left.targets == right.targets && left.wished == right.wished
    }
}

extension ServiceError {
    /// Of `.outcomeUnknown`: what may have been done, and how that is found out.
    package var lost: LostEdit? {
        get { fact() }
        set { note(newValue) }
    }
}
