import ServiceCore
import Store

/// A filter over contacts as a condition on `contact c`, and the words that lead to those who pass.
struct ContactCondition {
    /// True of everybody who passes.
    let sql: SQL
    /// Folded; the searched text of everybody who passes holds them all.
    let words: [String]
    /// What has to hold besides the words; true of everybody where nothing does.
    let rest: SQL

    /// - Parameter connection: what `platform:` is compared with.
    /// - Throws: `.invalid` for a field that no contact has.
    init(_ filter: Filter, connection: ConnectionID, in db: ReadTransaction) throws {
        let compiler = ContactFields(db: db, connection: connection).compiler
        sql = try compiler.condition(filter)
        rest = try compiler.condition(Filter(filter.terms.filter { Self.word($0) == nil }))
        words = filter.terms.compactMap { Self.word($0) ?? Self.impliedWord($0) }.map(SearchFolding.fold)
    }

    /// A term that says no more than that the text holds a word.
    private static func word(_ term: FilterTerm) -> String? {
        guard !term.isNegated, case .anywhere(let word) = term.test else { return nil }
        return word
    }

    /// Who has a text in one of the fields that are searched together has it in their text.
    private static func impliedWord(_ term: FilterTerm) -> String? {
        guard !term.isNegated, case .field(let field, let comparison, .text(let text)) = term.test else {
            return nil
        }
        switch field {
        case "name", "first_name", "last_name", "phone": return text
        // A whole address is a person, whom a column knows, and who may have written it otherwise.
        case "email": return comparison == .equals ? nil : text
        default: return nil
        }
    }
}
