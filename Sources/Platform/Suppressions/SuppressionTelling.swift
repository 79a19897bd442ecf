import ServiceCore
import Store

/// Tells everybody whom suppressions concern what happened to them; who that is knows a later room.
struct SuppressionTelling: Sendable {
    /// Writes what happened to an entry, named by its row, and adds to the told what it wrote.
    let tell:
        @Sendable (EventKind, _ entry: Int64, _ reason: String, inout ToldEvents, EditSession) throws -> Void
    /// Removes what was told; of several entries of those addresses alone that the query finds, nil for all.
    let takeBack: @Sendable (ToldEvents, _ addresses: SQL?, WriteTransaction) throws -> Void
}

/// The events that tell of suppressions, as they must be found to be taken back.
struct ToldEvents: Codable, Sendable, Equatable {
    /// Follow one another; nil where nobody was told.
    private(set) var ids: ClosedRange<Int64>?
    /// What contacts showed as their last event before, in the order in which they were told.
    private(set) var contacts: [LastEvent] = []

    struct LastEvent: Codable, Sendable, Equatable {
        let contact: Int64
        let at: Int64?
        let kind: Int?
    }

    /// - Parameter last: nil where nobody has the address.
    mutating func note(_ id: Int64, after last: LastEvent?) {
        ids = (ids?.lowerBound ?? id)...id
        if let last { contacts.append(last) }
    }
}
