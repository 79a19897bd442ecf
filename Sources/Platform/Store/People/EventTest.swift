import ServiceCore
import Store

/// One test of a filter as a condition on `event e`.
///
/// Columns stand behind a plus sign, so that the order of time is kept and no other index is taken for them.
struct EventTest {
    let db: ReadTransaction
    let connection: ConnectionID

    func part(of test: FilterTerm.Test) throws -> SQL {
        switch test {
        case .field(let field, _, _) where Self.neverFilled.contains(field): return .constant(false)
        case .anywhere(let word): return try anywhere(word)
        case .account(let name): return try accounts(name)
        case .platform(let name):
            return .constant(SearchFolding.fold(connection.name).contains(SearchFolding.fold(name)))
        case .field(let field, let comparison, .text(let text)):
            return try self.text(field, comparison, text)
        case .field("machine", _, .flag(let flag)):
            return SQL("e.is_machine = \(sql: flag ? 1 : 0)")
        case .field("time", let comparison, .date(let date)):
            return TextCondition.of("e.at", comparison, date)
        case .field(let field, _, _): throw Self.unknown(field)
        }
    }

    /// What only other platforms tell of an event: a row without a value passes no test of it.
    private static let neverFilled: Set<FieldID> = [
        "sender", "headers", "unique", "archived_text", "subject", "message_bytes", "attachment_bytes",
    ]

    /// What looks like an address is looked for in the person alone, which indices make quick.
    static func isAddress(_ word: String) -> Bool { word.contains("@") }

    static func kinds(_ comparison: FilterTerm.Comparison, _ text: String) -> [StoredEventKind] {
        StoredEventKind.allCases.filter { comparison.accepts($0.kind.rawValue, text) }
    }

    static func campaigns(
        _ comparison: FilterTerm.Comparison, _ text: String, in db: ReadTransaction
    ) throws -> [Int64] {
        let needle = SearchFolding.fold(text)
        let rows = try SQLRow.fetchAll(db, "SELECT id, title FROM campaign")
        return rows.filter { row in
            let title = SearchFolding.fold(row[1])
            return comparison == .equals ? title == needle : title.contains(needle)
        }.map { $0[0] }
    }

    private func anywhere(_ word: String) throws -> SQL {
        if Self.isAddress(word) { return try text("person", .contains, word) }
        let fields = ["kind", "account", "campaign", "person", "reply", "link"]
        return SQL.any(try fields.map { try text($0, .contains, word) })
    }

    private func text(
        _ field: FieldID, _ comparison: FilterTerm.Comparison, _ text: String
    ) throws -> SQL {
        switch field {
        case "person": return person(comparison, text)
        case "kind":
            return .isOne("+e.kind", of: Self.kinds(comparison, text).map { String($0.rawValue) })
        case "campaign":
            return .isOne("+e.campaign", of: try Self.campaigns(comparison, text, in: db).map(String.init))
        case "account": return try accounts(text)
        case "reply": return TextCondition.of("coalesce(e.detail, '')", comparison, text)
        case "link":
            let url = "coalesce((SELECT l.url FROM link l WHERE l.id = e.link), '')"
            return TextCondition.of(url, comparison, text)
        case "batch":
            let part = TextCondition.of("b.uuid", comparison, text, isPlain: true)
            return "e.batch IN (SELECT b.id FROM batch b WHERE \(part))"
        case "bounce_type":
            let kinds = [(StoredEventKind.bounceHard, "hard"), (.bounceSoft, "soft")].filter { _, word in
                !TextCondition.words([word], comparison, text).isEmpty
            }
            return .isOne("+e.kind", of: kinds.map { String($0.0.rawValue) })
        case "bounce_rule": return TextCondition.of("coalesce(e.rule, '')", comparison, text)
        case "ip": return TextCondition.of("coalesce(e.ip, '')", comparison, text, isPlain: true)
        case "agent": return TextCondition.of("coalesce(e.agent, '')", comparison, text)
        default: throw Self.unknown(field)
        }
    }

    /// Many rows are looked at, so that accents are not folded: a part of an address is looked for in what is shown and
    /// in what it is known by.
    private func person(_ comparison: FilterTerm.Comparison, _ text: String) -> SQL {
        if comparison == .equals {
            return TextCondition.address(EventQueries.personKey, shown: EventQueries.person, comparison, text)
        }
        let needle = CaseFolding.identity(of: text)
        return SQL.any([
            SQL("instr(lower(\(sql: EventQueries.person)), \(needle)) > 0"),
            SQL("instr(\(sql: EventQueries.personKey), \(needle)) > 0"),
        ])
    }

    private func accounts(_ name: String) throws -> SQL {
        .isOne("+e.account", of: try TextCondition.accounts(name, in: db).map(String.init))
    }

    private static func unknown(_ field: FieldID) -> ServiceError {
        ServiceError(
            .invalid, "Events are not filtered by “\(field)”.",
            hint: "Use time, kind, person, campaign, reply, link, batch, account, ip, agent or machine.")
    }
}
