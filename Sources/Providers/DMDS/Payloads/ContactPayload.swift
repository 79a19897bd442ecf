import FoundationEssentials
import ServiceCore

/// A contact as DMDS writes it (§5); unknown values are `null`.
struct ContactPayload: Sendable, PartlyKnown {
    /// The row of the board, of which the whitelist has said nothing yet.
    private var contact: Contact
    /// Nil where DMDS did not tell.
    let invalido: Bool?
    /// Oldest first.
    let eventos: [EventPayload]

    var oddity: String? {
        get { contact.oddity }
        set { contact.oddity = newValue }
    }

    /// - Parameter asked: whose it is, where it was asked for by that.
    init(_ row: inout RowReading, asked: String? = nil, in context: DMDSContext) {
        let told = if let asked { row.text("email") ?? asked } else { row.name("email") }
        let email = told.lowercased()
        row.check("email", as: .address)
        contact = .untold(context.id(.contact, email), account: context.account, email: email)
        contact.numid = row.count("numid", from: 1)
        contact.firstName = row.text("nombre") ?? ""
        contact.lastName = row.text("apellido") ?? ""
        contact.age = row.within(Contact.ages, row.integer("edad"), "edad", "is no age")
        contact.sex = row.text("sexo")
        if let sex = contact.sex, !["M", "F"].contains(sex.uppercased()) {
            row.mark("sexo", "is neither M nor F")
        }
        contact.operation = row.text("operacion") ?? ""
        invalido = row.flag("invalido")
        contact.groups = row.texts("bases") ?? []
        contact.customFields = Self.fields(&row)
        let events = row.value(row.item["eventos"], "is no list of events") { list in
            try? EventPayload.list(list, email: email)
        }
        eventos = events ?? []
        // DMDS keeps nothing of the kind.
        contact.untold = Self.untold(row.item).union(["suppression", "recipient_status"])
        contact.isMarkedInvalid = invalido == true
        contact.isValidityUnknown = invalido == nil
        tell(eventos, areTold: events != nil)
    }

    /// - Parameter areTold: whether DMDS told the events so that they can be read; there may be none.
    private mutating func tell(_ events: [EventPayload], areTold: Bool) {
        if contact.isMarkedInvalid {
            contact.invalidSince = events.last { $0.kind == .invalidated }?.toldTime
        }
        if areTold {
            contact.hardBounces = events.count { $0.kind == .bounceHard }
            contact.softBounces = events.count { $0.kind == .bounceSoft }
        }
        // Whatever the order they came in; of those of one second the last in the list, which is oldest first.
        let newest = events.reversed().max { $0.time < $1.time }
        contact.lastEvent = newest.map { $0.kind == .unknown ? $0.evento : $0.kind.rawValue }
        contact.lastEventAt = newest?.toldTime
    }

    /// What DMDS left out: it writes `null` for what is known to be empty.
    private static func untold(_ item: JSONReader) -> Set<FieldID> {
        let names: [(String, FieldID)] = [
            ("nombre", "first_name"), ("apellido", "last_name"), ("edad", "age"), ("sexo", "sex"),
            ("bases", "groups"), ("campos", "fields"),
        ]
        return Set(names.filter { item.value?.member($0.0) == nil }.map(\.1))
    }

    private static func fields(_ row: inout RowReading) -> [String: String] {
        let members = row.value(row.item["campos"], "is no object") { try? $0.members() } ?? []
        var fields: [String: String] = [:]
        for (name, value) in members {
            fields[name] = row.value(value, "is no text") { try? $0.text() }
        }
        return fields
    }

    func contact(_ mark: WhitelistMark) -> Contact {
        var marked = contact
        marked.isMarkedWhitelisted = mark == .on
        marked.isWhitelistUnknown = mark == .unknown
        marked.hasNoWhitelist = mark == .noWhitelist
        return marked
    }
}
