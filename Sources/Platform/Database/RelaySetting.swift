package import FoundationEssentials
package import SMTP
package import ServiceCore
import Store

/// The relay that a data directory's messages leave through. It belongs to the directory, not to a process: whoever opens it
/// sends through the same one, or not at all.
package struct RelaySetting: Codable, Sendable, Hashable {
    /// As `RelayAddress` reads it.
    package let url: String
    package let since: Int64
    package let who: String

    package var time: Date { Date(storedTime: since) }

    /// - Throws: `.storage` where what stands there is no address of a relay.
    package func address() throws(ServiceError) -> RelayAddress {
        do {
            return try RelayAddress(parsing: url)
        } catch {
            throw ServiceError(
                .storage, "The data directory's relay cannot be read.",
                hint: "Name it anew: sendboard relay use URL")
        }
    }

    /// What people are told of it.
    package var sentence: String { Self.sentence(of: url) }

    static func sentence(of url: String) -> String { "messages leave through \(url)" }

    /// Nil where messages stay on this machine.
    static func current(in db: ReadTransaction) throws -> RelaySetting? {
        try MetaKey.relay.value(in: db).map { try JSONText.read($0) }
    }

    /// What a process that was opened before a change shows is not true any more.
    ///
    /// - Throws: `.conflict` where messages go another way than this one.
    static func refuse(otherThan shown: TransportDescription, in db: ReadTransaction) throws {
        let now = try current(in: db)
        guard now?.sentence != (shown.isSandboxed ? nil : shown.sentence) else { return }
        throw ServiceError(
            .conflict,
            now.map { "By a decision of \($0.who), \($0.sentence), and not as is shown here." }
                ?? "Messages stay on this machine by now, and do not leave as is shown here.",
            hint: "End this program and start it again; until then it launches and sends nothing.")
    }
}
