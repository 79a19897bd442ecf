package import FoundationEssentials

/// An address that an account may put in From, with what its domain's DNS says for it.
package struct ApprovedSender: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var address: String
    /// Whether the platform lets it send now; nil where it has not been asked, as lists may not tell.
    package var isReady: Bool? = true
    /// Opted in for inbox placement seeding; nil where the platform did not tell.
    package var isSeeded: Bool? = false
    /// The label before `._domainkey`.
    package var dkimSelector = ""
    /// The TXT value that the selector's record must hold.
    package var dkimValue = ""
    package var dkimState = DNSState.unchecked
    /// The SPF record that the domain should publish.
    package var spf = ""
    package var spfState = DNSState.unchecked
    package var checked: Date?
    package var created: Date?
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, address: String) {
        self.id = id
        self.account = account
        self.address = address
    }
}

extension ApprovedSender {
    package static let kind = ResourceKind.sender
    package static let words = ResourceWords(
        "approved sender", "approved senders", name: "address", time: "created")

    package static let fields: [Field<ApprovedSender>] = [
        Field("address", "Address") { .text($0.address) },
        Field("state", "State", .state, words: ["ready", "pending", "unknown"]) { .state($0.stateWord) },
        Field("seeding", "Seeding", .flag) { .flag($0.isSeeded) }.written(\.isSeeded),
        Field("dkim_selector", "DKIM selector") { .text($0.dkimSelector) }.written(
            \.dkimSelector, \.dkimValue
        ) { kept, sender in
            // The key that goes with a selector is not kept.
            (sender.dkimSelector, sender.dkimValue) = (kept.plainText, "")
            return true
        },
        Field("dkim", "DKIM", .state, words: DNSState.words) { .state($0.dkimState.word) },
        Field("dkim_value", "DKIM value", .longText) { .text($0.dkimValue) },
        Field("spf", "SPF", .state, words: DNSState.words) { .state($0.spfState.word) },
        Field("spf_record", "SPF record", .longText) { .text($0.spf) },
        Field("checked", "Checked", .date) { .date($0.checked) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]

    private var stateWord: StateWord {
        switch isReady {
        case true?: StateWord("ready", .good)
        case false?: StateWord("pending", .warning)
        case nil: StateWord("unknown")
        }
    }
}
