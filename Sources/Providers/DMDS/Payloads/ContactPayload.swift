import FoundationEssentials
import ServiceCore

/// A contact as DMDS writes it (§5); unknown values are `null`.
struct ContactPayload: Sendable {
    let email: String
    let numid: Int?
    let nombre: String?
    let apellido: String?
    let edad: Int?
    let sexo: String?
    let operacion: String?
    let invalido: Bool
    let bases: [String]
    let campos: [String: String]
    /// Whether part of it was of another shape, so that no more is known than is told.
    var isUnreadable = false
    /// Oldest first.
    let eventos: [EventPayload]

    init(_ item: JSONReader) throws(ServiceError) {
        email = try item["email"].text().lowercased()
        numid = try? item["numid"].integer()
        nombre = try? item["nombre"].text()
        apellido = try? item["apellido"].text()
        edad = try? item["edad"].integer()
        sexo = try? item["sexo"].text()
        operacion = try? item["operacion"].text()
        invalido = try item["invalido"].ifPresent?.flag() ?? false
        bases = try item["bases"].ifPresent?.texts() ?? []
        campos = try Self.fields(item["campos"])
        eventos =
            try item["eventos"].ifPresent.map { list throws(ServiceError) in
                try EventPayload.list(list, email: (try? item["email"].text().lowercased()) ?? "")
            } ?? []
    }

    static func list(_ list: JSONReader) throws(ServiceError) -> [ContactPayload] {
        try list.rows { item throws(ServiceError) in
            try ContactPayload(item)
        } unreadable: {
            ContactPayload(unreadable: $0, number: $1)
        }
    }

    private init(unreadable item: JSONReader, number: Int) {
        isUnreadable = true
        email = (try? item["email"].text().lowercased()) ?? "unreadable (item \(number))"
        numid = try? item["numid"].integer()
        (nombre, apellido, edad, sexo, operacion) = (nil, nil, nil, nil, nil)
        invalido = (try? item["invalido"].flag()) ?? false
        (bases, campos, eventos) = ([], [:], [])
    }

    private static func fields(_ object: JSONReader) throws(ServiceError) -> [String: String] {
        guard let object = object.ifPresent else { return [:] }
        var fields: [String: String] = [:]
        for (name, value) in try object.members() { fields[name] = try? value.text() }
        return fields
    }

    /// The last event, whatever the order they came in.
    private var newest: EventPayload? { eventos.max { $0.timestamp < $1.timestamp } }
}

extension ContactPayload {
    func contact(in context: DMDSContext, _ mark: WhitelistMark) -> Contact {
        var contact = Contact(id: context.id(.contact, email), account: context.account, email: email)
        contact.numid = numid
        contact.firstName = nombre ?? ""
        contact.lastName = apellido ?? ""
        contact.age = edad
        contact.sex = sexo
        contact.groups = bases
        contact.customFields = campos
        contact.operation = operacion ?? ""
        contact.isMarkedInvalid = invalido
        contact.invalidSince = invalido ? lastInvalidation?.timestamp : nil
        contact.isMarkedWhitelisted = mark == .on
        contact.isWhitelistUnknown = mark == .notAsked
        contact.hasNoWhitelist = mark == .noWhitelist
        contact.hardBounces = eventos.count { $0.kind == .bounceHard }
        contact.softBounces = eventos.count { $0.kind == .bounceSoft }
        contact.lastEvent =
            isUnreadable ? "unreadable" : newest.map { $0.kind == .unknown ? $0.evento : $0.kind.rawValue }
        contact.lastEventAt = newest?.timestamp
        return contact
    }

    /// The event that made the contact invalid.
    var lastInvalidation: EventPayload? { eventos.last { $0.kind == .invalidated } }
}
