package import FoundationEssentials

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

extension FormDescription {
    /// The values with each time written out with its date and its offset, so that what was understood can be shown and is
    /// what is sent.
    ///
    /// What cannot be read, or is in a zone not known yet, stays as typed.
    package func settled(_ values: FormValues, now: Date, reader: WallZone) -> FormValues {
        var settled = values
        for field in fields {
            guard case .date(let zone) = field.kind, let text = values.text(field.id),
                let zone = zone.zone(values, reader: reader),
                let instant = try? TimeReading(now: now, zone: zone).settled(text)
            else { continue }
            settled[field.id] = instant
        }
        return settled
    }
}
