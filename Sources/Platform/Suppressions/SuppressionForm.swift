import ServiceCore
import Store

/// The form for an address that must not be sent to.
enum SuppressionForm {
    static func description(accounts: [String]) -> FormDescription {
        let everybody = SuppressionCondition.allAccounts
        return FormDescription(
            title: "New suppression",
            fields: [
                FormField(
                    "account", "Account", accounts.count <= 50 ? .choice(accounts + [everybody]) : .text,
                    value: accounts.count == 1 ? accounts[0] : "", isRequired: true,
                    help: "A user name, or: \(everybody)."),
                FormField("channel", "Channel", .choice(Channel.allCases.map(\.rawValue)), value: "email"),
                FormField(
                    "address", "Address", isRequired: true, help: "An e-mail address, or a number for sms."),
                FormField("note", "Note", help: "Why; kept with the entry."),
            ]
        ).ruled { values throws(ServiceError) in _ = try entry(values, on: "") }
    }

    static func note(of entry: Suppression?) -> FormDescription {
        FormDescription(
            title: "Edit suppression",
            fields: [
                FormField("account", "Account", .fixed, value: entry?.account ?? ""),
                FormField("address", "Address", .fixed, value: entry?.address ?? ""),
                FormField("note", "Note", value: entry?.note ?? "", help: "Why; kept with the entry."),
            ])
    }

    static func entry(_ values: FormValues, on connection: ConnectionID) throws(ServiceError) -> Suppression {
        let text = try values.required("address", "The address")
        // Without a channel the address says which.
        let name = values.text("channel") ?? (text.contains("@") ? "email" : "sms")
        guard let channel = Channel(rawValue: name) else {
            throw ServiceError(.invalid, "“\(name)” is neither email nor sms.", field: "channel")
        }
        let address = try values.required("address", "The address", channel == .email ? .address : .phone)
        var entry = Suppression(
            id: ResourceID(connection, .suppression, ""), account: "", address: address, reason: .manual)
        entry.channel = channel
        entry.note = try values.line("note") ?? ""
        return entry
    }

    /// Nil where the form means all accounts.
    static func account(_ values: FormValues, in db: ReadTransaction) throws -> Int64? {
        let name = try values.required("account", "The account")
        return name == SuppressionCondition.allAccounts ? nil : try AccountQueries.rowID(wanted: name, in: db)
    }
}

extension AllowRule {
    /// The reason as typed; empty where none was asked for.
    static func reason(_ values: FormValues) throws(ServiceError) -> String {
        try values.line("reason", limit: 400) ?? ""
    }
}
