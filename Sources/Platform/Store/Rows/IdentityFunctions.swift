package import GRDB
import ServiceCore

/// Who is who inside a query, where SQLite knows the letters of ASCII alone.
package enum IdentityFunctions {
    /// Makes `name_key(text)` and `address_key(text)` known to a connection.
    ///
    /// The triggers that keep the names' keys want them, so every connection that writes has them.
    package static func register(in db: Database) {
        db.add(function: name)
        db.add(function: address)
    }

    private static let name = DatabaseFunction("name_key", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { NameKey($0).text }
    }

    /// Null for what cannot be sent to.
    private static let address = DatabaseFunction("address_key", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).flatMap { try? MailAddress($0) }?.key
    }
}
