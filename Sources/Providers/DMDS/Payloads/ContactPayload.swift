import FoundationEssentials
import ServiceCore

/// A contact as DMDS writes it (§5); unknown values are `null`.
struct ContactPayload: Sendable, PartlyKnown {
    let email: String
    let numid: Int?
    let nombre: String?
    let apellido: String?
    let edad: Int?
    let sexo: String?
    let operacion: String?
    /// Nil where DMDS did not tell.
    let invalido: Bool?
    let bases: [String]
    let campos: [String: String]
    /// Oldest first.
    let eventos: [EventPayload]
    /// Whether DMDS told the events so that they can be read; there may be none.
    let tellsEvents: Bool
    /// What DMDS left out: it writes `null` for what is known to be empty.
    let untold: Set<FieldID>
    var oddity: String?

    /// - Parameter asked: whose it is, where it was asked for by that.
    init(_ row: inout RowReading, asked: String? = nil) {
        let told = if let asked { row.text("email") ?? asked } else { row.name("email") }
        let email = told.lowercased()
        self.email = email
        row.check("email", as: .address)
        numid = row.count("numid", from: 1)
        nombre = row.text("nombre")
        apellido = row.text("apellido")
        edad = row.within(Contact.ages, row.integer("edad"), "edad", "is no age")
        sexo = row.text("sexo")
        if let sexo, !["M", "F"].contains(sexo.uppercased()) { row.mark("sexo", "is neither M nor F") }
        operacion = row.text("operacion")
        invalido = row.flag("invalido")
        bases = row.texts("bases") ?? []
        campos = Self.fields(&row)
        let events = row.value(row.item["eventos"], "is no list of events") { list in
            try? EventPayload.list(list, email: email)
        }
        eventos = events ?? []
        tellsEvents = events != nil
        untold = Self.untold(row.item)
    }

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

    /// The last event, whatever the order they came in; of those of one second the last in the list, which is oldest first.
    private var newest: EventPayload? { eventos.reversed().max { $0.time < $1.time } }
}

extension ContactPayload {
    func contact(in context: DMDSContext, _ mark: WhitelistMark) -> Contact {
        var contact = Contact.untold(context.id(.contact, email), account: context.account, email: email)
        // DMDS keeps nothing of the kind.
        contact.untold = untold.union(["suppression", "recipient_status"])
        contact.oddity = oddity
        contact.numid = numid
        contact.firstName = nombre ?? ""
        contact.lastName = apellido ?? ""
        contact.age = edad
        contact.sex = sexo
        contact.groups = bases
        contact.customFields = campos
        contact.operation = operacion ?? ""
        contact.isMarkedInvalid = invalido == true
        contact.isValidityUnknown = invalido == nil
        contact.invalidSince = invalido == true ? lastInvalidation?.toldTime : nil
        contact.isMarkedWhitelisted = mark == .on
        contact.isWhitelistUnknown = mark == .unknown
        contact.hasNoWhitelist = mark == .noWhitelist
        if tellsEvents {
            contact.hardBounces = eventos.count { $0.kind == .bounceHard }
            contact.softBounces = eventos.count { $0.kind == .bounceSoft }
        }
        contact.lastEvent = newest.map { $0.kind == .unknown ? $0.evento : $0.kind.rawValue }
        contact.lastEventAt = newest?.toldTime
        return contact
    }

    /// The event that made the contact invalid.
    var lastInvalidation: EventPayload? { eventos.last { $0.kind == .invalidated } }
}
