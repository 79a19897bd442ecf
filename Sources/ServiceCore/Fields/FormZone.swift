/// In which zone a form's line reads a time that names none.
package enum FormZone: Sendable, Hashable {
    /// That of the person who fills the form.
    case reader
    /// That of the account which the row belongs to.
    case account(WallZone)
    /// That of the account which the line `account` names, by user name.
    case accountNamed([String: WallZone])

    /// Nil where the account is not named yet.
    package func zone(_ values: FormValues, reader: WallZone) -> WallZone? {
        switch self {
        case .reader: reader
        case .account(let zone): zone
        case .accountNamed(let zones):
            values.text("account").flatMap { name in
                zones[name] ?? zones.first { MailAddress.key(of: $0.key) == MailAddress.key(of: name) }?.value
            }
        }
    }
}
