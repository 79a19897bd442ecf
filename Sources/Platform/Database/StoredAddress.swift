package import FoundationEssentials
import ServiceCore
import Store

/// An address as two columns keep it: what it is known by, and how it was written where that differs.
///
/// Rows are found, compared and unique by the key; people see and messages go to what was written.
struct StoredAddress {
    let key: String
    /// Nil where the key says it.
    let written: String?

    init(_ text: String) {
        guard let address = try? MailAddress(text) else {
            key = AddressRules.key(of: text)
            // A number, or what cannot be sent to; both are shown as they are.
            written = text.utf8.elementsEqual(key.utf8) ? nil : text
            return
        }
        key = address.key
        written = address.written.utf8.elementsEqual(key.utf8) ? nil : address.written
    }

    /// The address as it is shown, of a table whose columns are `address` and `written`.
    static func shown(_ table: String) -> String { "coalesce(\(table).written, \(table).address)" }

    /// The same of a contact, null where it has none.
    static func shownEmail(_ table: String) -> String { "coalesce(\(table).email_written, \(table).email)" }
}

/// The conditions of partial indices: each is written here once, for the index and for the queries that want it.
///
/// SQLite uses a partial index only where the query's condition says the same literally, without parameters.
package enum Predicate {}

/// From one instant, itself included, up to another, itself left out; nil is open.
package struct TimeSpan: Sendable, Hashable {
    package var start: Date?
    package var end: Date?

    package init(start: Date? = nil, end: Date? = nil) {
        self.start = start
        self.end = end
    }

    /// The first stored time that is in it, and the first after it that is not.
    var stored: (start: Int64, end: Int64) {
        (start.map(Self.stored) ?? .min, end.map(Self.stored) ?? .max)
    }

    /// Tables keep whole milliseconds, so what is after an instant is so from the next one on.
    private static func stored(_ date: Date) -> Int64 {
        let time = date.storedTime
        return Date(storedTime: time) < date ? time + 1 : time
    }
}
