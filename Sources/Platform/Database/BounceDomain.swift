import ServiceCore
import Store

/// The domain to whose addresses failures of messages come back: mail for it has to be handed to this platform.
enum BounceDomain {
    /// Nil where none is set, so that failures come to the senders themselves.
    static func current(in db: ReadTransaction) throws -> String? {
        try MetaKey.bounceDomain.value(in: db)
    }

    /// The one form of a domain as a person typed it.
    ///
    /// - Throws: `.invalid` for what is no domain.
    static func checked(_ text: String) throws(ServiceError) -> String {
        guard let key = DomainName.key(text), let domain = Optional(DomainName.ascii(key)),
            domain.utf8.count <= longest
        else {
            throw ServiceError(
                .invalid, "“\(text.prefix(100))” is no domain that mail could come back to.",
                hint: "Write it as bounces.example.com.", field: "bounce_domain")
        }
        return domain
    }

    /// A token stands before it, and the whole may have 254 bytes (RFC 5321, section 4.5.3.1.3).
    private static let longest = 190
}
