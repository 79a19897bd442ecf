/// What went out by an edit, as the audit trail keeps it.
package struct Sending: Sendable, Equatable {
    package var audience: MessageAudience
    /// What the platform calls it, by the field that says so: `["batch": "3b24…"]`; empty where it gave it no name.
    package var names: [FieldID: String]

    package init(to audience: MessageAudience, as names: [FieldID: String] = [:]) {
        self.audience = audience
        self.names = names
    }

    /// More addresses than these are told by their number alone.
    private static let mostAddresses = 100

    /// Said as what stands there after an edit.
    var changes: [FieldChange] {
        func told(_ field: FieldID, _ label: String, _ value: FieldValue) -> FieldChange {
            FieldChange(field: field, label: label, before: .none, after: value)
        }
        let addresses = audience.addresses.prefix(Self.mostAddresses).map(\.self)
        let rest = audience.addresses.count - addresses.count
        let more = rest > 0 ? ["and \(NumberText.grouped(rest)) more"] : []
        return [told("recipients", "Recipients", .integer(audience.count))]
            + (addresses.isEmpty ? [] : [told("to", "To", .list(addresses + more))])
            + names.sorted { $0.key < $1.key }.map { told($0.key, $0.key, .text($0.value)) }
    }
}
