import ServiceCore
import Store

/// What names a relay of its own: an account, or one of its sending domains.
package enum RelayOwner: Sendable, Hashable {
    /// By user name or id.
    case account(String)
    /// By its name, with its account where several have one of that name.
    case domain(String, account: String?)

    /// `shop.example`, `account kim@shop.example`, as a person named it.
    package var words: String {
        switch self {
        case .account(let name): "account \(name)"
        case .domain(let name, _): name
        }
    }

    /// How commands name it: `--domain shop.example`.
    package var option: String {
        switch self {
        case .account(let name): "--account \(name)"
        case .domain(let name, let account): "--domain \(name)" + (account.map { " --account \($0)" } ?? "")
        }
    }
}

/// The same as the row that it is.
struct RelayOwnerRow: Sendable, Hashable {
    let table: String
    let id: Int64
    let account: Int64
    /// `shop.example`, `account kim@shop.example`.
    let words: String
    /// The one that it names, nil where it names none.
    let relay: Int64?
    /// Of a sending domain alone.
    var domain: String?

    static func find(_ owner: RelayOwner, in db: ReadTransaction) throws -> RelayOwnerRow {
        switch owner {
        case .account(let key):
            let id = try AccountQueries.rowID(wanted: key, in: db)
            guard let row = try accounts("id = \(id)", in: db).first else {
                throw ServiceError(.notFound, "There is no account “\(key)”.")
            }
            return row
        case .domain(let name, let account):
            return try domain(name, account.map { try AccountQueries.rowID(wanted: $0, in: db) }, in: db)
        }
    }

    private static func domain(
        _ name: String, _ account: Int64?, in db: ReadTransaction
    ) throws -> RelayOwnerRow {
        let key = DomainName.key(name) ?? name
        let rows = try domains("d.name = \(key) AND d.account = coalesce(\(account), d.account)", in: db)
        guard let row = rows.first else {
            throw ServiceError(
                .notFound, "There is no sending domain “\(name)”.",
                hint: "sendboard sending-domain create domain=\(name) account=NAME")
        }
        guard rows.count == 1 else {
            throw ServiceError(
                .conflict, "Several accounts have the sending domain “\(name)”.",
                hint: "Say whose it is by --account.")
        }
        return row
    }

    /// All that name any, or that name this one.
    static func naming(_ relay: Int64? = nil, in db: ReadTransaction) throws -> [RelayOwnerRow] {
        try domains("d.relay = coalesce(\(relay), d.relay)", in: db)
            + accounts("relay = coalesce(\(relay), relay)", in: db)
    }

    private static func domains(_ condition: SQL, in db: ReadTransaction) throws -> [RelayOwnerRow] {
        try SQLRow.fetchAll(
            db,
            "SELECT d.id, d.account, d.name, d.relay FROM sending_domain d WHERE \(condition) ORDER BY d.id"
        ).map { row in
            let name: String = row[2]
            return RelayOwnerRow(
                table: "sending_domain", id: row[0], account: row[1], words: name, relay: row[3], domain: name
            )
        }
    }

    private static func accounts(_ condition: SQL, in db: ReadTransaction) throws -> [RelayOwnerRow] {
        try SQLRow.fetchAll(
            db, "SELECT id, username, relay FROM account WHERE \(condition) ORDER BY id"
        ).map { row in
            RelayOwnerRow(
                table: "account", id: row[0], account: row[0], words: "account \(row[1] as String)",
                relay: row[2])
        }
    }
}

extension RelayOwnerRow {
    /// Whether it decides about a sender of its account.
    func decides(about sender: String, in db: ReadTransaction) throws -> Bool {
        let name = MailAddress.domain(of: sender)
        if let domain { return domain == name }
        return try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM sending_domain WHERE account = \(account) AND name = \(name)
            AND relay IS NOT NULL)
            """) != true
    }

    /// What is named where it names none: of a domain its account's.
    func fallback(in db: ReadTransaction) throws -> Int64? {
        guard domain != nil else { return nil }
        return try Int64.fetchOne(db, "SELECT relay FROM account WHERE id = \(account)")
    }

    /// - Throws: `.notFound` where it names none.
    func named(by owner: RelayOwner) throws(ServiceError) -> Int64 {
        if let relay { return relay }
        throw ServiceError(
            .notFound, "\(words) names no relay of its own.",
            hint: "sendboard relay use smtp://host:587 \(owner.option) --yes host")
    }

    func set(_ relay: Int64?, in db: WriteTransaction) throws {
        try db.execute("UPDATE \(sql: table) SET relay = \(relay) WHERE id = \(id)")
    }
}
