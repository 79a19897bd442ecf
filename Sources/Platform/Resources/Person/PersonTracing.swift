import FoundationEssentials
import ServiceCore

/// Whether a message to an address would go out now, account by account, and what led there.
struct PersonTracing: Sendable {
    let context: PlatformContext

    /// Events beyond these are left out; the activity pane has them all.
    private static let eventLimit = 1_000

    /// - Parameter text: an e-mail address, a phone number, or a contact's id.
    /// - Throws: `.invalid` for a text that is none of these.
    func trace(_ text: String) async throws(ServiceError) -> PersonTrace {
        let (connection, limit) = (context.connection, Self.eventLimit)
        return try await context.store.read { db in
            let known = try? ContactLookup.find(text, connection: connection, in: db)
            let address = known.map { $0.email.isEmpty ? $0.phone : $0.email } ?? text.trimmingBlanks
            let (normal, channel) = try Self.normalized(address)
            let queries = PersonQueries(connection: connection, address: normal, channel: channel, db: db)
            return PersonTrace(
                address: normal, verdicts: try queries.verdicts(),
                events: try EventQueries(connection: connection).events(of: normal, limit: limit, in: db))
        }
    }

    /// An address in no usable form is traced all the same: the first rule says so.
    private static func normalized(_ text: String) throws -> (String, Channel) {
        if let email = AddressRules.normalized(email: text) { return (email, .email) }
        if !text.contains("@"), let phone = AddressRules.normalized(phone: text) { return (phone, .sms) }
        guard !text.isEmpty, TextRule.fault(ofLine: text, limit: 320) == nil else {
            throw ServiceError(
                .invalid, "“\(text)” is neither an e-mail address nor a phone number.",
                hint: "Write name@example.com or +15550100200.")
        }
        return (text.lowercased(), .email)
    }
}
