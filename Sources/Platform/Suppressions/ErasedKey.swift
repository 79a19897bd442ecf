import Foundation
import ServiceCore
import Store

/// What is kept of an erased person's address: `#` and a keyed hash, by which entries suppress who comes back.
struct ErasedKey: Sendable, Hashable {
    let text: String

    /// - Parameter address: as rows are found by it.
    init(of address: String, _ vault: Vault) {
        text = Self.mark + Hex.text(vault.erasedKey(of: address).prefix(16))
    }

    /// What the person is called where a row must say something: `erased-3fa2b1c9d0e4`.
    var alias: String { Self.prefix + text.dropFirst().prefix(12) }

    private static let mark = "#"
    private static let prefix = "erased-"

    /// Whether a row's address is only what is left of one.
    static func isAlias(_ address: String) -> Bool {
        address.hasPrefix(prefix) && !address.contains("@")
    }

    // MARK: In SQL

    /// The function that makes the key of an address; null of null.
    static let name = "erased_key"

    /// - Parameter vault: whose key it is; nil knows nobody who was erased.
    static func function(_ vault: Vault?) -> SQLFunction {
        SQLFunction(name) { address in vault.map { ErasedKey(of: address, $0).text } }
    }

    /// The key of a column's address; null, and not reckoned, where nobody was erased.
    static func ifAny(_ column: String) -> String {
        """
        CASE WHEN EXISTS (SELECT 1 FROM suppression WHERE \(Predicate.suppressionErased))
        THEN \(name)(\(column)) END
        """
    }

    static func of(_ address: String) -> SQL { "\(sql: name)(\(address))" }
}

/// Who was erased and stays suppressed, asked before an address comes back.
struct ErasedPeople {
    let db: ReadTransaction

    /// When somebody of this address or number was erased; nil where nobody was, or sending is allowed again.
    func time(of address: String, _ channel: Channel) throws -> Date? {
        guard !address.isEmpty else { return nil }
        let key = AddressRules.key(of: address)
        return try Int64.fetchOne(
            db,
            cached: """
                SELECT at FROM suppression WHERE channel = \(channel.rawValue)
                AND address = (SELECT \(ErasedKey.of(key))
                    WHERE EXISTS (SELECT 1 FROM suppression WHERE \(sql: Predicate.suppressionErased)))
                AND \(sql: Predicate.suppressionActiveEverywhere)
                """
        ).map { Date(storedTime: $0) }
    }

    /// Why a contact may not come back: `ana@a.example was erased at … and stays suppressed`.
    func fault(of contact: Contact) throws -> String? {
        for (address, channel) in [(contact.email, Channel.email), (contact.phone, .sms)] {
            if let time = try time(of: address, channel) {
                return "\(address) was erased at \(FieldValue.date(time).plainText) and stays suppressed"
            }
        }
        return nil
    }

    /// - Throws: `.refused` where somebody of the contact's address or number was erased.
    func refuse(_ contact: Contact) throws {
        for (address, channel, field) in [
            (contact.email, Channel.email, "email"), (contact.phone, .sms, "phone"),
        ] {
            guard let time = try time(of: address, channel) else { continue }
            throw Self.refusal(of: address, time, field: field, doing: "taken in again")
        }
    }

    /// - Parameter deed: what was wanted, as a participle.
    static func refusal(of address: String, _ time: Date, field: FieldID, doing deed: String) -> ServiceError
    {
        ServiceError(
            .refused,
            "\(address) was erased at \(FieldValue.date(time).plainText), stays suppressed and is not \(deed).",
            hint:
                "Where the person wants messages again, say so first: sendboard suppression allow \(address) --reason …",
            field: field)
    }
}
