import FoundationEssentials
import ServiceCore
import Store

/// A saved filter as an SQL condition on `contact c`, in the words that the contacts pane takes.
struct FilterCondition {
    private(set) var sql = SQL.constant(true)

    /// Its dates are those of the zone that it was saved in, so that it means the same to every process.
    ///
    /// - Throws: `.invalid` for a filter that cannot be read or asks for what no contact has.
    init(_ query: String, zone name: String?, in db: ReadTransaction, now: Date = Date()) throws {
        let zone = name.flatMap(WallZone.init(named:)) ?? .utc
        let parser = FilterParser(schema: ResourceSchema(of: Contact.self), now: now, zone: zone)
        let filter = try parser.parse(query)
        let fields = ContactFields(db: db, connection: "embedded")
        for term in filter.terms {
            let part = try Self.text(term.test) ?? fields.part(of: term.test)
            sql += term.isNegated ? " AND \(part.negated)" : " AND (\(part))"
        }
    }

    /// What the pane looks for in the searched text, asked of the columns here.
    private static func text(_ test: FilterTerm.Test) -> SQL? {
        switch test {
        case .anywhere(let word):
            return SQL("instr(c.search, \(SearchFolding.fold(word))) > 0")
        case .field(let field, let comparison, .text(let text)):
            if field == "email" {
                return TextCondition.address(
                    "c.email_sort", shown: StoredAddress.shownEmail("c"), comparison, text)
            }
            let columns = [
                "phone": "c.phone", "name": "trim(c.first_name || ' ' || c.last_name)",
            ]
            guard let column = columns[field] else { return nil }
            let sign = comparison == .equals ? "folded(\(column)) = ?" : "instr(folded(\(column)), ?) > 0"
            return SQL(text: sign, [SearchFolding.fold(text)])
        default:
            return nil
        }
    }
}
