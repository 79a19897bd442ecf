import ServiceCore
import Store

/// A filter over events as branches, each of which an index walks in the order of time.
///
/// What names few accounts, campaigns or people becomes branches of the indices on them; the rest is looked
/// for along the index on time.
struct EventCondition {
    let db: ReadTransaction
    let connection: ConnectionID

    /// More branches than this cost more than they spare.
    static let mostBranches = 200

    func branches(of filter: Filter) throws -> [SQL] {
        let rest = try EventTest(db: db, connection: connection).condition(filter)
        let starts = try EventStart(filter, in: db).branches(atMost: Self.mostBranches)
        guard let starts else { return [rest] }
        return starts.map { SQL.all([$0, rest]) }
    }
}

/// Where a walk over events can start: the indices on people, campaigns and accounts.
struct EventStart {
    let db: ReadTransaction
    private var kinds = EventKind.allCases
    private var isOfKinds = false
    private var accounts: [Int64]?
    private var campaigns: [Int64]?
    private var person: (text: String, isExact: Bool)?

    init(_ filter: Filter, in db: ReadTransaction) throws {
        self.db = db
        for term in filter.terms where !term.isNegated {
            switch term.test {
            case .account(let name), .field("account", .contains, .text(let name)):
                accounts = try TextCondition.accounts(name, in: db)
            case .field("kind", let comparison, .text(let text)):
                kinds = kinds.filter { EventTest.kinds(comparison, text).contains($0) }
                isOfKinds = true
            case .field("undecided", .equals, .flag(true)):
                kinds = kinds.filter { $0 == .unknown }
                isOfKinds = true
            case .field("campaign", let comparison, .text(let text)):
                campaigns = try EventTest.campaigns(comparison, text, in: db)
            case .field("person", let comparison, .text(let text)) where comparison != .matches:
                person = (text, comparison == .equals)
            case .anywhere(let word) where EventTest.isAddress(word): person = (word, false)
            default: break
            }
        }
    }

    /// Nil where the index on time serves best.
    func branches(atMost limit: Int) throws -> [SQL]? {
        if let person, let parts = try parts(of: person.text, isExact: person.isExact) { return parts }
        if let campaigns, let parts = parts("e.campaign", campaigns, limit) { return parts }
        guard isOfKinds || accounts != nil else { return nil }
        let all = try accounts ?? Int64.fetchAll(db, "SELECT id FROM account")
        return parts("e.account", all, limit)
    }

    private func parts(_ column: String, _ ids: [Int64], _ limit: Int) -> [SQL]? {
        guard ids.count * kinds.count <= limit else { return nil }
        return ids.flatMap { id in
            kinds.map { SQL("\(sql: column) = \(sql: id) AND e.kind = \(sql: $0.number)") }
        }
    }

    /// Contacts who may be meant, then what happened to addresses that are nobody's.
    private func parts(of text: String, isExact: Bool) throws -> [SQL]? {
        guard let ids = isExact ? try contacts(called: text) : try contacts(holding: text) else { return nil }
        let list = ids.map(String.init).joined(separator: ", ")
        return [
            SQL("e.contact IN (\(sql: list))"), strangers(AddressRules.key(of: text), isExact: isExact),
        ]
    }

    private func contacts(called address: String) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            """
            SELECT id FROM contact WHERE email_sort = \(AddressRules.key(of: address)) UNION SELECT id
            FROM contact WHERE phone = \(address)
            AND \(sql: Predicate.contactPhone) AND account IN (SELECT id FROM account)
            """)
    }

    /// Nil where they are so many that the newest events hold enough of them.
    private func contacts(holding text: String) throws -> [Int64]? {
        let words = [SearchFolding.fold(text)]
        guard let match = try ContactIndices.text.rows(holding: words, in: db) else { return nil }
        let ids = try Int64.fetchAll(db, "\(match.ids) LIMIT \(Self.mostPeople + 1)")
        return ids.count <= Self.mostPeople ? ids : nil
    }

    private static let mostPeople = 2_000

    private func strangers(_ address: String, isExact: Bool) -> SQL {
        guard isExact else { return SQL("e.contact IS NULL") }
        return SQL(
            """
            e.id IN (SELECT id FROM event WHERE address = \(address) AND \(sql: Predicate.eventAddressed)
            UNION SELECT n.id FROM delivery d JOIN event n ON n.delivery = d.id WHERE d.address = \(address))
            AND \(unindexed: "e.contact") IS NULL
            """)
    }
}
