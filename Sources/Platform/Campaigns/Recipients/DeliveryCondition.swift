import ServiceCore
import Store

/// A filter over a launch's recipients as a condition on `delivery d`.
///
/// What happened to them is looked for among the events of the launch, once for all of them.
struct DeliveryCondition {
    let campaign: Int64

    func condition(_ filter: Filter) throws -> SQL {
        try FilterCompiler(columns, anywhere: ["address", "reply", "state"]) { field in
            ServiceError(
                .invalid, "Recipients are not filtered by “\(field)”.",
                hint:
                    "Use state, address, domain, reply, events, replies, links, attempts, changed or next_attempt."
            )
        }
        .condition(filter)
    }

    private var columns: [FieldID: FilterColumn] {
        [
            "state": .words("d.state", Self.states),
            "address": .address(key: "d.address", shown: StoredAddress.shown("d")),
            "reply": .plain("lower(coalesce(d.reason, d.reply, ''))"), "attempts": .number("d.attempts"),
            "changed": .time("d.changed_at"), "next_attempt": .time("d.next_at"),
            "domain": .own(Self.domain),
            "events": .own { comparison, text in
                let kinds = EventKind.allCases.filter { comparison.accepts(name: $0.rawValue, text) }
                return told(by: SQL.isOne("e.kind", of: kinds.map { String($0.number) }))
            },
            "replies": .own { comparison, text in
                let kinds = DeliveryHappenings.replying.map { String($0.number) }
                // A whole one is meant to the letter, as tallies count them.
                let said: SQL =
                    comparison == .equals
                    ? "e.detail = \(text)" : TextCondition.of("coalesce(e.detail, '')", comparison, text)
                return told(by: SQL.isOne("e.kind", of: kinds).and(said))
            },
            "links": .own { comparison, text in
                let click: SQL = "e.kind = \(sql: EventKind.click.number)"
                return told(by: click.and(TextCondition.of(Self.link, comparison, text)))
            },
        ]
    }

    /// Those with an event of the launch for which the condition holds.
    private func told(by condition: SQL) -> SQL {
        """
        d.id IN (SELECT e.delivery FROM event e WHERE e.campaign = \(sql: campaign) AND \(condition))
        """
    }

    private static let link = "coalesce((SELECT l.url FROM link l WHERE l.id = e.link), '')"

    /// Whole, it is what the address ends with; a number's is how it begins.
    private static func domain(_ comparison: FilterTerm.Comparison, _ text: String) -> SQL {
        let text = comparison == .matches ? text : text.lowercased()
        let sign = SQL.dialect.position(of: "'@'", in: "d.address").text
        let ofMail: SQL =
            comparison == .equals
            ? "substr(d.address, length(d.address) - \(text.unicodeScalars.count)) = \("@" + text)"
            : TextCondition.of("substr(d.address, \(sign) + 1)", comparison, text, isPlain: true)
        let ofNumber = TextCondition.of("substr(d.address, 1, 4)", comparison, text, isPlain: true)
        return "(\(ofMail)) OR (d.address LIKE '+%' AND \(ofNumber))"
    }

    private static let states = DeliveryState.allCases.flatMap { part in
        StoredDeliveryState.states(of: part).map { (part.rawValue, String($0.rawValue)) }
    }
}
