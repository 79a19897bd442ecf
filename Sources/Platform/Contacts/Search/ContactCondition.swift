import FoundationEssentials
import ServiceCore
import Store

/// A filter over contacts, parted into what the blocks of text answer and what columns answer.
///
/// Bare words are looked for in e-mail, name and phone; groups, state and the rest are asked for by their field.
struct ContactCondition {
    private(set) var tests: [TextTest] = []
    /// An SQL condition on `contact c`, true for everybody where only texts are tested.
    private(set) var sql = SQL.constant(true)
    /// The states that a contact may be in, where the filter names them.
    private(set) var states: [String]?

    var isOnlyText: Bool { sql == .constant(true) }

    /// - Parameter connection: what `platform:` is compared with.
    /// - Throws: `.invalid` for a field that no contact has.
    init(_ filter: Filter, connection: ConnectionID, in db: ReadTransaction) throws {
        let fields = ContactFields(db: db, connection: connection)
        for term in filter.terms {
            if let test = Self.textTest(term) {
                tests.append(test)
                continue
            }
            if !term.isNegated, case .field("state", let comparison, .text(let text)) = term.test {
                states = ContactFields.states(comparison, text)
            }
            if let implied = Self.impliedTest(term) { tests.append(implied) }
            let part = try fields.part(of: term.test)
            sql += term.isNegated ? " AND \(part.negated)" : " AND (\(part))"
        }
    }

    /// A name that holds a text holds its first or last name that does, so the blocks part with most contacts.
    private static func impliedTest(_ term: FilterTerm) -> TextTest? {
        guard !term.isNegated, case .field(let field, _, .text(let text)) = term.test,
            field == "first_name" || field == "last_name"
        else { return nil }
        return TextTest(text, scope: .name)
    }

    private static func textTest(_ term: FilterTerm) -> TextTest? {
        switch term.test {
        case .anywhere(let word):
            return TextTest(word, isNegated: term.isNegated)
        case .field(let field, let comparison, .text(let text)):
            let scopes: [FieldID: TextTest.Scope] = ["email": .email, "name": .name, "phone": .phone]
            guard let scope = scopes[field] else { return nil }
            // A whole address is a person, whom a column knows.
            if field == "email", comparison == .equals, AddressRules.isUsable(email: text) { return nil }
            return TextTest(text, scope: scope, isExact: comparison == .equals, isNegated: term.isNegated)
        default:
            return nil
        }
    }
}
