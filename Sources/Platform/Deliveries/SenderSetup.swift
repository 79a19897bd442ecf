import Foundation
import Mail
import ServiceCore
import Store

/// What account, sender and directory have set up that goes into a message besides what it says.
struct SenderSetup: Sendable, Hashable {
    /// What a field of this name is filled with where nothing of the account's is called so: the page on which one
    /// unsubscribes.
    static let unsubscribing = "unsubscribe_url"

    var tracksOpens = false
    var tracksLinks = false
    var tracksUnsubscribes = false
    /// Of the account, in a word.
    var owner = ""
    /// Where pixel, links and unsubscribe page are; nil where nothing of the outside leads here.
    var links: TrackingLinks?
    /// To which failures come back; nil has them come to the sender.
    var bounceDomain: String?
    var keys: [Key] = []

    /// The private key of a selector, sealed.
    struct Key: Sendable, Hashable {
        let domain: String
        let selector: String
        let sealed: Data
        /// What the last look at its record came to.
        let state: DNSState

        /// Where it is: `s1._domainkey.shop.example`.
        var name: String { "\(selector)._domainkey.\(domain)" }

        /// Used to sign alone; nil where it cannot be opened, or is no key.
        func opened(by vault: Vault) -> DKIMSigningKey? {
            vault.openIfPossible(sealed, for: .dkimKey).flatMap { DKIMSigningKey($0.reveal()) }
        }
    }

    /// Whether anything of its messages has to lead here by an address of the web.
    var needsLinks: Bool { tracksOpens || tracksLinks || tracksUnsubscribes }
}

extension SenderSetup {
    /// - Parameter sender: an address of the account's.
    init(of sender: String, account: Int64, in db: ReadTransaction) throws {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT tracks_opens, tracks_links, tracks_unsubscribes, short_name,
                (SELECT name FROM tracking_domain WHERE account = account.id
                    AND tracking_state = 'right' ORDER BY id LIMIT 1)
                FROM account WHERE id = \(account)
                """)
        guard let row else { return }
        (tracksOpens, tracksLinks, tracksUnsubscribes, owner) = (row[0], row[1], row[2], row[3])
        let host: String? = row[4]
        links = try host.map { TrackingLinks(host: DomainName.ascii($0)) } ?? PublicAddress.current(in: db)
        bounceDomain = try Self.bounceDomain(of: sender, account: account, in: db)
        keys = try Self.keys(of: sender, account: account, in: db)
    }

    /// Its domain's own, else the directory's.
    private static func bounceDomain(
        of sender: String, account: Int64, in db: ReadTransaction
    ) throws -> String? {
        try String.fetchOne(
            db,
            cached: """
                SELECT bounce_domain FROM sending_domain WHERE account = \(account)
                AND name = \(MailAddress.domain(of: sender)) AND bounce_domain <> ''
                """) ?? BounceDomain.current(in: db)
    }

    /// The address's own, then its domain's where that has another selector: an Ed25519 key for those who can read one, say,
    /// beside an RSA key for all (RFC 8463, section 5).
    private static func keys(of sender: String, account: Int64, in db: ReadTransaction) throws -> [Key] {
        let name = MailAddress.domain(of: sender)
        let rows = try SQLRow.fetchAll(
            db,
            cached: """
                SELECT dkim_selector, dkim_key_sealed, dkim_state FROM sender WHERE account = \(account)
                AND address = \(AddressRules.key(of: sender)) AND dkim_selector <> '' AND dkim_key_sealed IS NOT NULL
                UNION ALL
                SELECT dkim_selector, dkim_key_sealed, dkim_state FROM sending_domain WHERE account = \(account)
                AND name = \(name) AND dkim_selector <> '' AND dkim_key_sealed IS NOT NULL
                """)
        let domain = DomainName.ascii(name)
        var seen: Set<String> = []
        return rows.compactMap { row in
            let selector: String = row[0]
            guard seen.insert(selector).inserted else { return nil }
            return Key(domain: domain, selector: selector, sealed: row[1], state: DNSState(word: row[2]))
        }
    }

    /// Where failures of a delivery come back to by themselves, which names it alone (VERP); nil where they cannot.
    func returnPath(of delivery: Int64, by vault: Vault) -> String? {
        bounceDomain.map { domain in
            "b\(MailToken(.bounce, delivery: delivery).written(for: .address, by: vault))@\(domain)"
        }
    }
}
