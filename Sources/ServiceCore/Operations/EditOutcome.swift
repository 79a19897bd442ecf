/// What a writing operation did.
package struct EditOutcome: Sendable {
    /// One short sentence without full stop for a notice: `kim@example.test whitelisted`.
    package var message: String
    /// The rows as they are now, where the platform told.
    package var rows: [Row]
    /// Secrets that this answer alone shows: a new key, a reset password.
    package var revealed: [Revelation]
    /// Whether it came out as wished; a check that found something wrong, or nothing to judge by, did not.
    package var isAsWished: Bool
    /// What a check found, one line each and in full.
    package var findings: [String]
    /// Whether the findings are what was asked for, so that they are shown as a page; `message` is its title then.
    package var isPage = false
    /// How to take it back, where the platform can.
    package var reversal: Reversal?
    /// Why nothing takes it back, where the reason is worth saying: `the old key is not kept`.
    package var finality: String?
    /// Whether it changed anything; what only looked, or found nothing to change, leaves nothing to take back.
    package var isEdit: Bool
    /// What went out by it; nil where it sent nothing, or no more is known than was asked for.
    package var sending: Sending?
    /// Why the platform did not do what was meant in the end, though it took the call: `12 credits needed, 4 left`.
    package var refusal: String?
    /// The rows it was meant for that were refused or not reached.
    package var undone: [ResourceID]
    /// The rows that are there no more.
    package var gone: [ResourceID]
    /// The parts whose answer was lost.
    package var lost: [LostEdit]
    /// What was not done, where it was for several and some of them failed.
    package var shortfall: EditShortfall?
    /// What takes back the other parts, of an edit of several that was taken back in part.
    package var rest: Reversal?
    /// Its entries of the audit trail, where they are known.
    package var entries: [String]

    package init(
        _ message: String, rows: [Row] = [], revealed: [Revelation] = [], findings: [String] = [],
        isAsWished: Bool = true, reversal: Reversal? = nil, finality: String? = nil, isEdit: Bool = true,
        sending: Sending? = nil, refusal: String? = nil, undone: [ResourceID] = [],
        gone: [ResourceID] = [], lost: [LostEdit] = [], shortfall: EditShortfall? = nil,
        entries: [String] = []
    ) {
        self.entries = entries
        self.message = message
        self.rows = rows
        self.revealed = revealed
        // What the sentence says already is said once.
        self.findings = findings.filter { $0 != message }
        self.isAsWished = isAsWished
        self.reversal = reversal
        self.finality = finality
        self.isEdit = isEdit
        self.sending = sending
        self.refusal = refusal
        self.undone = undone
        self.gone = gone
        self.lost = lost
        self.shortfall = shortfall
    }

    package struct Revelation: Sendable, Hashable {
        /// What it is: `Password`.
        package let what: String
        /// The name of the row that it is of; empty where the outcome's message says enough.
        package let owner: String
        package let secret: Secret

        /// `Password of smtp70021`.
        package var label: String { owner.isEmpty ? what : "\(what) of \(owner)" }

        package init(_ what: String, _ secret: Secret, of owner: String = "") {
            self.what = what
            self.owner = owner
            self.secret = secret
        }
    }
}

/// Takes one edit back.
package struct Reversal: Sendable {
    /// What would be undone, for the notice: `whitelist kim@example.test`.
    package let summary: String
    /// - Throws: `.conflict` where a row has changed since the edit.
    package var undo: @Sendable () async throws(ServiceError) -> EditOutcome

    package init(_ summary: String, undo: @escaping @Sendable () async throws(ServiceError) -> EditOutcome) {
        self.summary = summary
        self.undo = undo
    }
}
