import Mail

/// The subjects that messages went out with: fields filled in for each recipient, as the writer fills them.
struct FilledSubjects {
    private let sources: MailSourceQueries
    private let account: Int64
    /// Read once, and only where a subject has fields.
    private var variables: [String: String]?

    init(_ sources: MailSourceQueries, account: Int64) {
        self.sources = sources
        self.account = account
    }

    mutating func subject(of message: FrozenMessage, to delivery: Int64) throws -> String {
        guard message.hasFields == true else { return message.subject }
        let text = FieldText(message.subject, as: .header)
        guard !text.isPlain, let addressee = try sources.addressee(delivery) else { return message.subject }
        let variables = try self.variables ?? sources.variables(of: account)
        self.variables = variables
        return text.filled { addressee.values[$0] ?? variables[$0] }
    }
}
