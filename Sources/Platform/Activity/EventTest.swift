import ServiceCore
import Store

/// A filter as a condition on `event e`.
///
/// No index is taken for columns, so that the order of time is kept.
struct EventTest {
    let db: ReadTransaction
    let connection: ConnectionID

    func condition(_ filter: Filter) throws -> SQL {
        try .all(
            filter.terms.map { term in
                try compiler(for: term).condition(Filter([term]))
            })
    }

    /// What looks like an address is looked for in the person alone, which indices make quick.
    private func compiler(for term: FilterTerm) -> FilterCompiler {
        var anywhere: [FieldID] = ["kind", "account", "campaign", "person", "reply", "link"]
        if case .anywhere(let word) = term.test, Self.isAddress(word) { anywhere = ["person"] }
        return FilterCompiler(
            columns, anywhere: anywhere, account: { try accounts($0) }, platform: connection.isNamed
        ) { field in
            ServiceError(
                .invalid, "Events are not filtered by “\(field)”.",
                hint:
                    "Use time, kind, person, campaign, reply, link, batch, account, ip, agent, machine or undecided."
            )
        }
    }

    private var columns: [FieldID: FilterColumn] {
        let ours: [FieldID: FilterColumn] = [
            "time": .time("e.at"), "kind": .words(Self.kind, Self.kinds), "person": .own(person),
            "campaign": .own { comparison, text in
                .isOne(
                    SQL.dialect.unindexed("e.campaign"),
                    of: try Self.campaigns(comparison, text, in: db).map(String.init))
            },
            "account": .own { try accounts($1, $0) },
            "reply": .text("coalesce(e.detail, '')"),
            "link": .text("coalesce((SELECT l.url FROM link l WHERE l.id = e.link), '')"),
            "batch": .own { comparison, text in
                let batch = TextCondition.of("b.uuid", comparison, text, isPlain: true)
                return "e.batch IN (SELECT b.id FROM batch b WHERE \(batch))"
            },
            "bounce_type": .words(
                Self.kind,
                [
                    ("hard", "\(EventKind.bounceHard.number)"),
                    ("soft", "\(EventKind.bounceSoft.number)"),
                ]),
            "bounce_rule": .text("coalesce(e.rule, '')"), "ip": .plain("coalesce(e.ip, '')"),
            "agent": .text("coalesce(e.agent, '')"), "machine": .flag("e.is_machine"),
            "undecided": .flag(EventQueries.undecided(kind: Self.kind)),
        ]
        return Self.neverFilled.reduce(into: ours) { $0[$1] = .never }
    }

    /// What only other platforms tell of an event: a row without a value passes no test of it.
    private static let neverFilled: [FieldID] = [
        "sender", "headers", "unique", "archived_text", "subject", "message_bytes", "attachment_bytes",
    ]

    private static let kind = SQL.dialect.unindexed("e.kind")

    private static let kinds = EventKind.allCases.map { ($0.rawValue, String($0.number)) }

    static func isAddress(_ word: String) -> Bool { word.contains("@") }

    static func kinds(_ comparison: FilterTerm.Comparison, _ text: String) -> [EventKind] {
        EventKind.allCases.filter { comparison.accepts($0.rawValue, text) }
    }

    static func campaigns(
        _ comparison: FilterTerm.Comparison, _ text: String, in db: ReadTransaction
    ) throws -> [Int64] {
        let rows = try SQLRow.fetchAll(db, "SELECT id, title FROM campaign")
        return rows.filter { comparison.accepts($0[1], text) }.map { $0[0] }
    }

    /// Many rows are looked at, so that accents are not folded: a part of an address is looked for in what is shown and
    /// in what it is known by.
    private func person(_ comparison: FilterTerm.Comparison, _ text: String) -> SQL {
        if comparison == .equals {
            return TextCondition.address(EventQueries.personKey, shown: EventQueries.person, comparison, text)
        }
        guard comparison != .matches else {
            return TextCondition.of(EventQueries.person, comparison, text, isPlain: true)
        }
        let needle = CaseFolding.identity(of: text)
        return SQL.any(
            ["lower(\(EventQueries.person))", EventQueries.personKey].map { text in
                "\(SQL.dialect.position(of: "\(needle)", in: SQL(text: text))) > 0"
            })
    }

    private func accounts(_ name: String, _ comparison: FilterTerm.Comparison = .contains) throws -> SQL {
        .isOne(
            SQL.dialect.unindexed("e.account"),
            of: try TextCondition.accounts(name, comparison, in: db).map(String.init))
    }
}
