import Mail
import ServiceCore
import Store

/// The Message-IDs of a data directory's deliveries: the same at every attempt, so that a receiver may fold a repeat, and
/// signed, so that nobody guesses one.
struct MessageIDs: Sendable {
    private let vault: Vault
    /// What an older program had queued keeps the name that it may have left with already.
    private let lastPlain: Int64

    init(_ vault: Vault, in db: ReadTransaction) throws {
        self.vault = vault
        lastPlain = try MetaKey.lastPlainMessageID.value(in: db).flatMap { Int64($0) } ?? 0
    }

    /// With its angle brackets.
    func of(_ delivery: Int64, from sender: String) -> String {
        let domain = sender.contains("@") ? MailAddress.domain(of: sender) : "sms.invalid"
        let name =
            delivery <= lastPlain
            ? Self.plain(delivery)
            : MailToken(.messageID, delivery: delivery).written(for: .address, by: vault)
        return "<\(name)@\(domain)>"
    }

    /// The delivery that a Message-ID of ours names, nil for any other.
    ///
    /// - Parameter text: with or without its angle brackets.
    func delivery(_ text: some StringProtocol) -> Int64? {
        let name = text.drop { $0 == "<" }.prefix { $0 != "@" }
        if let token = MailToken(name, as: .messageID, in: .address, by: vault) { return token.delivery }
        let id = name.firstIndex(of: ".").flatMap { Int64(name[..<$0], radix: 36) }
        guard let id, id <= lastPlain, name == Self.plain(id) else { return nil }
        return id
    }

    /// How all were named that were queued before tokens were.
    private static func plain(_ delivery: Int64) -> String {
        let mark = String(SeededRandom.mix(UInt64(bitPattern: delivery)), radix: 36)
        return "\(String(delivery, radix: 36)).\(mark)"
    }
}
