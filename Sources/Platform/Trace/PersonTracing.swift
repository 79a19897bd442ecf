import Foundation
import ServiceCore

/// Finds out why a message to an address would or would not go out, account by account.
struct PersonTracing: Sendable {
    let context: PlatformContext

    /// More events than these are left to the activity.
    static let mostEvents = 500

    func trace(_ text: String) async throws(ServiceError) -> PersonTrace {
        let (address, channel) = Self.address(text)
        let now = context.clock()
        return try await context.store.read { db in
            let queries = TraceQueries(db: db, address: address, channel: channel, now: now)
            let knowing = try queries.knowing()
            let owners = knowing.isEmpty ? try queries.sending() : knowing
            let causes = TraceCauses(db: db)
            let events = try queries.events(limit: Self.mostEvents)
            return PersonTrace(
                address: try queries.shown(),
                verdicts: try owners.map {
                    try AccountTrace($0, queries, causes).verdict(on: context.connection)
                },
                events: try EventQueries(connection: context.connection).events(events, in: db))
        }
    }

    /// What an address or a number is known by; what is neither is looked for as it is.
    private static func address(_ text: String) -> (String, Channel) {
        let plain = text.trimmingBlanks
        guard !plain.contains("@"), plain.contains(where: \.isNumber) else {
            return (AddressRules.key(of: plain), .email)
        }
        return (PhoneNumber.sought(plain) ?? plain, .sms)
    }
}
