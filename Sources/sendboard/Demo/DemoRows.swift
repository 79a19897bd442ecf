import ServiceCore

/// Rows of a made-up company, written through the same operations as a person's.
struct DemoRows {
    static let username = "ops@northwind.example"
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    func make() async throws(ServiceError) {
        for (kind, values) in Self.plain { try await create(kind, values) }
        for values in DemoPeople.all { try await create(.contact, values) }
        for values in Self.campaigns { try await create(.campaign, values) }
        for values in Self.launched {
            let row = try await create(.campaign, values)
            if let row { _ = try await connection.campaigns?.launch(row.id, "demo \(row.name)") }
        }
    }

    @discardableResult
    private func create(_ kind: ResourceKind, _ values: [String: String]) async throws(ServiceError) -> Row? {
        var values = values
        values["account"] = Self.username
        let submission = connection.resources[kind]?.operations.create
        return try await submission?.submit(nil, FormValues(values)).rows.first
    }

    private static let plain: [(ResourceKind, [String: String])] = [
        (.sender, ["address": "news@northwind.example", "seeding": "yes"]),
        (.sender, ["address": "orders@northwind.example", "dkim_selector": "nw1"]),
        (.sender, ["address": "care@northwind.example"]),
        (.smtpUser, ["hourly_limit": "500", "total_limit": "20000"]),
        (.smtpUser, ["hourly_limit": "60", "total_limit": "1000"]),
        (.trackingDomain, ["domain": "click.northwind.example"]),
        (.trackingDomain, ["domain": "t.northwind.example"]),
        (.sendingDomain, ["domain": "northwind.example"]),
        (.group, ["name": "wholesale"]), (.group, ["name": "retail"]),
        (.variable, ["name": "brand", "value": "Northwind Traders"]),
        (.variable, ["name": "address", "value": "1 Harbour Road, Portsmouth"]),
        (
            .template,
            ["name": "Order shipped", "subject": "Your order is on its way", "text": "Hello {{name}}"]
        ),
        (.suppression, ["address": "never@mail.example", "note": "asked by telephone"]),
        (.suppression, ["address": "old@mail.example", "note": "left the company"]),
    ]

    private static let campaigns: [[String: String]] = [
        [
            "title": "Order messages", "type": "api", "subject": "Your order",
            "sender": "orders@northwind.example",
            "text": "Your order", "audience": "all contacts",
        ],
        [
            "title": "Winter catalogue", "subject": "Teas for the winter", "sender": "news@northwind.example",
            "text": "Twelve teas and a kettle.", "audience": "group retail",
        ],
    ]

    private static let launched: [[String: String]] = [
        [
            "title": "Autumn catalogue", "subject": "Teas for the autumn", "sender": "news@northwind.example",
            "text": "Nine teas.", "audience": "all contacts",
        ],
        [
            "title": "Delivery today", "channel": "sms", "type": "sms-plain", "sender": "Northwind",
            "text": "Your tea comes today between 2 and 4.", "audience": "+12065550100, +12065550101",
        ],
    ]
}

/// Some customers of the made-up company.
enum DemoPeople {
    static let all: [[String: String]] = names.enumerated().map { index, name in
        [
            "email": "\(name.0.lowercased()).\(name.1.lowercased())@customers.example", "first_name": name.0,
            "last_name": name.1, "groups": index % 3 == 0 ? "wholesale" : "retail",
        ]
    }

    private static let names = [
        ("Amara", "Diallo"), ("Ben", "Okafor"), ("Chiara", "Russo"), ("Dario", "Costa"), ("Elif", "Demir"),
        ("Farid", "Haddad"), ("Grace", "Liu"), ("Hana", "Sato"), ("Ivan", "Petrov"), ("Julia", "Novak"),
        ("Kofi", "Mensah"), ("Lena", "Berg"), ("Marco", "Silva"), ("Nora", "Lind"), ("Omar", "Aziz"),
        ("Petra", "Vogel"), ("Quinn", "Byrne"), ("Rosa", "Vidal"), ("Sven", "Holm"), ("Tara", "Singh"),
    ]
}
