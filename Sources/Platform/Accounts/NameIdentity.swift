import ServiceCore
import Store

/// What makes two names of a table's rows one; a search folds more and decides nothing here.
enum NameIdentity: Sendable {
    /// NFC and simple case folding, kept by triggers in the column `name_key`.
    case key
    /// The same of a table that keeps no key, whose rows are looked through.
    case lookedThrough
    /// An address, kept by its key.
    case address
    /// A domain, kept in its one form.
    case domain
    /// Kept in lower case.
    case lowerCase
    /// The text itself in NFC, in which it is kept: texts refer to it.
    case text

    /// The condition on a row `t` of being called so.
    func condition(_ name: String, column: String) -> SQL {
        switch self {
        case .key: "t.name_key = \(NameKey(name).text)"
        case .lookedThrough: "name_key(t.\(sql: column)) = \(NameKey(name).text)"
        case .address: "t.\(sql: column) = \(AddressRules.key(of: name))"
        case .domain: "t.\(sql: column) = \(DomainName.key(name) ?? name.lowercased())"
        case .lowerCase: "t.\(sql: column) = \(name.lowercased())"
        case .text: "t.\(sql: column) = \(name.composed)"
        }
    }

    /// The row of an account's table of groups or filters that has the name.
    static func row(
        called name: String, in table: String, account: Int64, _ db: ReadTransaction
    ) throws -> SQLRow? {
        let query: SQL = """
            SELECT * FROM \(sql: table) t WHERE account = \(account) AND \(NameIdentity.key.condition(name, column: "name"))
            """
        return try SQLRow.fetchOne(db, query)
    }
}
