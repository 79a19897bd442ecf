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
        "approved sender", "approved senders", about: "Approved senders: addresses that may stand in From.",
        name: "address", time: "created")
    package static let keys = [
        ActionKey("s", .seed, .unseed, title: "seeding", help: "Opts the sender in or out of seeding."),
        ActionKey("v", .check),
    ]

    package static let concerns = Concern.ofRecords("records", unchecked: "created")

    package static let fields: [Field<ApprovedSender>] = [
        Field("address", "Address") { .text($0.address) }.asked(
            \.address, .sender, required: true, help: "Goes into From."
        ).column(0, 16...40, middle: true),
        Field("state", "State", .state, words: ["ready", "pending", "unknown"]) { .state($0.stateWord) }
            .column(1, 7...8),
        .flag("seeding", "Seeding", \.isSeeded).column(2, 7...7),
        Field("dkim_selector", "DKIM selector") { .text($0.dkimSelector) }.written(
            \.dkimSelector, \.dkimValue
        ) { kept, sender in
            // The key that goes with a selector is not kept.
            (sender.dkimSelector, sender.dkimValue) = (kept.plainText, "")
            return true
        }.column(6, 8...14, title: "SELECTOR"),
        Field("dkim", "DKIM", .state, words: DNSState.words) { .state($0.dkimState.word) }.column(3, 9...20),
        Field("dkim_value", "DKIM value", .longText) { .text($0.dkimValue) },
        Field("spf", "SPF", .state, words: DNSState.words) { .state($0.spfState.word) }.column(4, 9...20),
        Field("records", "Records", .state, words: DNSState.words) {
            .state($0.dkimState.worse($0.spfState).word)
        }.derived(),
        Field("spf_record", "SPF record", .longText) { .text($0.spf) },
        Field("checked", "Checked", .date) { .date($0.checked) }.column(7),
        Field("account", "Account") { .text($0.account) }.column(5, 16...30, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(9),
    ]

    private var stateWord: StateWord {
        switch isReady {
        case true?: StateWord("ready", .good)
        case false?: StateWord("pending", .warning)
        case nil: StateWord("unknown")
        }
    }
}

extension ActionDescription {
    package static let seed = Self(
        "seed", title: "seeding on", help: "Opts in for inbox placement seeding.")
    package static let unseed = Self(
        "unseed", title: "seeding off", help: "Opts out of inbox placement seeding.")
    /// Of whatever stands in DNS; each platform says which records.
    package static let check = Self(
        "check", title: "check DNS", help: "Looks the DNS records up now.", effect: .check,
        aliases: ["check-dns", "check-cname"])
}

extension ResourceKind {
    package static let sender: Self = "sender"
}
