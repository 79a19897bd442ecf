import ServiceCore
import Store

/// Who is who inside a query, where SQLite knows the letters of ASCII alone.
///
/// The triggers that keep the names' keys want these, so every connection that writes has them.
enum IdentityFunctions {
    /// `name_key(text)`, and `address_key(text)`, which is null for what cannot be sent to.
    static let all = [
        SQLFunction("name_key") { NameKey($0).text },
        SQLFunction("address_key") { (try? MailAddress($0))?.key },
    ]
}
