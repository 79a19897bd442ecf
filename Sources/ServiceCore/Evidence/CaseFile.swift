package import FoundationEssentials

/// What is known of one person, message or campaign, to be handed to whoever asks for proof.
///
/// Secrets are left out; addresses and phone numbers that are not the subject's own are replaced.
package struct CaseFile: Sendable {
    /// `kim@example.test`, `campaign Spring sale`.
    package let title: String
    package let origin: Origin
    package var made: Date
    /// What told it, each with its version where it tells one.
    package var sources: [String] = []
    package var rows: [Row] = []
    package var verdicts: [PersonTrace.Verdict] = []
    /// Of a campaign, how many recipients are in each state and what was replied.
    package var totals: [(label: String, text: String)] = []
    /// Oldest first.
    package var moments: [Moment] = []
    package var proofs: [(connection: ConnectionID, proof: MailProof)] = []
    /// What could not be told, and by whom.
    package private(set) var gaps: [String] = []
    /// Whether everybody who was asked answered; what a platform never tells is no failure.
    package private(set) var isWhole = true
    var redaction: Redaction

    /// Who makes case files, by which program.
    package struct Origin: Sendable {
        package let who: String
        /// `sendboard 0.1.0`.
        package let program: String

        package init(who: String, program: String) { (self.who, self.program) = (who, program) }
    }

    /// One line of the timeline.
    package enum Moment: Sendable {
        case event(DeliveryEvent)
        case edit(AuditEntry)

        /// Nil where nobody knows.
        package var time: Date? {
            switch self {
            case .event(let event): event.toldTime
            case .edit(let entry): entry.time
            }
        }
    }

    init(_ title: String, of own: [String], origin: Origin, made: Date) {
        self.title = title
        self.origin = origin
        self.made = made
        redaction = Redaction(own)
    }

    mutating func lack(_ gap: String) {
        if !gaps.contains(gap) { gaps.append(gap) }
    }

    /// The same of what was asked for and not answered.
    mutating func fail(_ gap: String) {
        lack(gap)
        isWhole = false
    }

    /// The fields of a row that a case file tells: what holds something and is no secret.
    func facts(of row: Row) -> [(field: FieldDescription, value: FieldValue)] {
        row.schema.fields.compactMap { field in
            let value = row[field.id]
            guard field.kind != .secret, !value.isEmpty, field.id != "archived_text" else { return nil }
            return (field, value)
        }
    }

    /// A field's value without the addresses and numbers of others; what names the account or the sender is the owner's own.
    func text(_ value: FieldValue, of field: FieldID, _ write: (Date) -> String) -> String {
        let text = value.text(write)
        return Self.ownersFields.contains(field) ? text : redaction.clean(text)
    }

    private static let ownersFields: Set<FieldID> = ["account", "username", "sender", "from", "reply_to"]
}
