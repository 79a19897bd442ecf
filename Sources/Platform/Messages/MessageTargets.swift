import ServiceCore
import Store

/// Whom and from whom a composed message goes, by the rows that were chosen.
enum MessageTargets {
    /// What a form opens with.
    struct Start: Sendable {
        var account = ""
        var channel = Channel.email
        var sender = ""
        var senders: [String] = []
        var subject = ""
        var text = ""
        var people = 0
    }

    static func start(_ targets: [ResourceID], in db: ReadTransaction) throws -> Start {
        var start = Start()
        guard let first = targets.first else { return start }
        let account = try account(targets, named: nil, in: db)
        start.account =
            try String.fetchOne(db, "SELECT username FROM account WHERE id = \(account)")
            ?? ""
        start.senders = try String.fetchAll(
            db,
            """
            SELECT coalesce(written, address) FROM sender WHERE account = \(account) AND status = 'ready'
            ORDER BY address
            """)
        start.sender = start.senders.first ?? ""
        start.people = try addresses(targets, .email, account: account, in: db).count
        if first.kind == .sender {
            start.sender =
                try String.fetchOne(
                    db, "SELECT coalesce(written, address) FROM sender WHERE id = \(number(first))")
                ?? start.sender
        }
        if first.kind == .campaign, let campaign = try CampaignRow.find(number(first), in: db) {
            start.channel = campaign.channel
            start.sender = campaign.message.from
            start.subject = campaign.message.subject
            start.text = try text(of: campaign, in: db)
        }
        // A text message may come from any name, so nothing is offered to choose from.
        if start.channel == .sms { start.senders = [] }
        return start
    }

    /// The one account that all targets belong to, or the one that is named where there are none.
    static func account(
        _ targets: [ResourceID], named name: String?, in db: ReadTransaction
    ) throws -> Int64 {
        var accounts: Set<Int64> = []
        for target in targets {
            guard let table = table(target.kind) else {
                throw ServiceError(.unsupported, "No message can be sent to a \(target.kind.rawValue).")
            }
            let owner = try Int64.fetchOne(
                db, "SELECT account FROM \(sql: table) WHERE id = \(number(target))")
            guard let owner else {
                throw ServiceError(.notFound, "One of the chosen rows is gone.", hint: "Refresh the list.")
            }
            accounts.insert(owner)
        }
        if accounts.isEmpty, let name { return try AccountQueries.rowID(wanted: name, in: db) }
        if let only = accounts.first, accounts.count == 1 { return only }
        throw ServiceError(
            .invalid,
            accounts.isEmpty
                ? "The account is missing." : "The chosen rows belong to \(accounts.count) accounts.",
            hint: "A message is sent by one account.", field: "account")
    }

    /// The addresses of chosen contacts and groups, each once; senders and campaigns name nobody.
    static func addresses(
        _ targets: [ResourceID], _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> [String] {
        let column = channel == .email ? StoredAddress.shownEmail("c") : "c.phone"
        var addresses: [String] = []
        for from in targets.compactMap(people) {
            addresses += try String.fetchAll(
                db,
                """
                SELECT \(sql: column) FROM \(from) AND \(sql: column) IS NOT NULL ORDER BY c.id
                LIMIT \(sql: ComposedMessage.limit + 1)
                """)
        }
        var seen: Set<String> = []
        return addresses.filter { seen.insert(AddressRules.key(of: $0)).inserted }
    }

    /// How many of the chosen have no address or number that a message could go to.
    static func withoutAddress(
        _ targets: [ResourceID], _ channel: Channel, in db: ReadTransaction
    ) throws -> Int {
        let column = channel == .email ? "c.email" : "c.phone"
        var missing: Set<Int64> = []
        for from in targets.compactMap(people) {
            missing.formUnion(
                try Int64.fetchAll(
                    db, "SELECT c.id FROM \(from) AND \(sql: column) IS NULL ORDER BY c.id"))
        }
        return missing.count
    }

    /// The contacts that a target names, as a condition that more may follow; nil where it names nobody.
    private static func people(_ target: ResourceID) -> SQL? {
        switch target.kind {
        case .contact: "contact c WHERE c.id = \(number(target))"
        case .group: "grp_member m JOIN contact c ON c.id = m.contact WHERE m.grp = \(number(target))"
        default: nil
        }
    }

    private static func text(of campaign: CampaignRow, in db: ReadTransaction) throws -> String {
        guard let content = campaign.textContent else { return campaign.text }
        let text = SQL.dialect.text(ofBytes: "bytes")
        return try String.fetchOne(db, "SELECT \(sql: text) FROM content WHERE id = \(content)") ?? ""
    }

    private static func table(_ kind: ResourceKind) -> String? {
        switch kind {
        case .contact: "contact"
        case .group: "grp"
        case .sender: "sender"
        case .campaign: "campaign"
        default: nil
        }
    }

    private static func number(_ id: ResourceID) -> Int64 { Int64(id.native) ?? 0 }
}
