import ServiceCore
import Testing

/// Every call of `Providers/DMDS/WIRE.md`, the operation that makes it and where that stands on the board.
enum DMDSCalls {
    static let all = people + sending + lists

    /// The calls that change something, whatever their method.
    static let writing: Set<String> = [
        "POST contacto/", "DELETE contacto/{email}", "POST whitelist/{email}", "DELETE whitelist/{email}",
        "GET invalidar/{email}", "GET revalidar/{email}", "POST envio/send_one_uri/",
        "POST envio/send_one_inline/", "POST envio/send_many_uri/", "POST envio/send_many_inline/",
        "POST campania/", "POST campania_apikey/", "POST grupo/", "POST variables_globales/",
        "DELETE variables_globales/",
    ]

    private static let people = [
        PlatformCall(call: "GET version/", operation: "connection check", place: "sendboard connection check")
        {
            _ = try await $0.check?()
        },
        PlatformCall(call: "GET contacto/{email}", operation: "contact find", place: "5 Contacts / ADDRESS") {
            _ = try await HostedDriver(dmds: $0).find(.contact, "kim@example.com")
        },
        PlatformCall(call: "POST contacto/", operation: "contact create", place: "5 Contacts n") {
            try await HostedDriver(dmds: $0).create(.contact, ["email": "new@example.com"])
        },
        PlatformCall(call: "POST contacto/", operation: "contact update", place: "5 Contacts e") {
            let board = HostedDriver(dmds: $0)
            try await board.edit(try await board.find(.contact, "kim@example.com"), ["age": "30"])
        },
        PlatformCall(call: "DELETE contacto/{email}", operation: "contact delete", place: "5 Contacts X") {
            try await HostedDriver(dmds: $0).delete(.contact, "kim@example.com")
        },
        PlatformCall(call: "GET contactos/invalidos/", operation: "contact list", place: "5 Contacts") {
            _ = try await HostedDriver(dmds: $0).list(.contact)
        },
        PlatformCall(call: "GET whitelist/{email}", operation: "contact find", place: "5 Contacts, W") {
            _ = try await $0.trace?("kim@example.com")
        },
        PlatformCall(call: "POST whitelist/{email}", operation: "contact whitelist", place: "5 Contacts w") {
            try await HostedDriver(dmds: $0).act("whitelist", .contact, "kim@example.com")
        },
        PlatformCall(
            call: "DELETE whitelist/{email}", operation: "contact unwhitelist", place: "5 Contacts w"
        ) {
            try await HostedDriver(dmds: $0).act("unwhitelist", .contact, "bad@example.com")
        },
        PlatformCall(call: "GET invalidar/{email}", operation: "contact invalidate", place: "5 Contacts i") {
            try await HostedDriver(dmds: $0).act("invalidate", .contact, "kim@example.com")
        },
        PlatformCall(call: "GET revalidar/{email}", operation: "contact revalidate", place: "5 Contacts i") {
            try await HostedDriver(dmds: $0).act("revalidate", .contact, "bad@example.com")
        },
    ]

    private static func send(_ path: String, _ recipients: String, _ page: [FieldID: String]) -> PlatformCall
    {
        PlatformCall(call: "POST envio/\(path)/", operation: "message", place: "5 Contacts M, 6 Campaigns M")
        {
            let values = ["campaign": "100 Alertas", "to": recipients].merging(page) { $1 }
            try await HostedDriver(dmds: $0).send(values)
        }
    }

    private static let sending = [
        send("send_one_uri", "kim@example.com", ["uri": "https://example.com/a"]),
        send("send_one_inline", "kim@example.com", ["html": "<p>Hola</p>"]),
        send("send_many_uri", "kim@example.com, ana@example.com", ["uri": "https://example.com/a"]),
        send("send_many_inline", "kim@example.com, ana@example.com", ["html": "<p>Hola</p>"]),
        PlatformCall(call: "GET envio/eeid_info/{eeid}", operation: "batch find", place: ":batch EEID") {
            _ = try await HostedDriver(dmds: $0).find(.batch, DMDSFixtures.eeid)
        },
        PlatformCall(
            call: "GET envio/eeid_info/{eeid}", operation: "campaign watch", place: "6 Campaigns Enter"
        ) {
            let board = HostedDriver(dmds: $0)
            try await board.send(["campaign": "100", "to": "kim@example.com", "html": "<p>Hola</p>"])
            let campaigns = try #require($0.campaigns)
            for await _ in campaigns.watch(ResourceID("dmds", .campaign, "100")) { break }
        },
        PlatformCall(call: "GET envio/eeid_eml/", operation: "event find", place: ":message EEID/ADDRESS") {
            _ = try await HostedDriver(dmds: $0).find(.event, "\(DMDSFixtures.eeid)/kim@example.com")
        },
        PlatformCall(call: "GET envio/eeid_eml/", operation: "batch archived-text", place: ":batches") {
            try await HostedDriver(dmds: $0).act(
                "archived-text", .batch, DMDSFixtures.eeid, values: ["email": "kim@example.com"])
        },
        PlatformCall(call: "GET envio/cantidad_eventos/", operation: "event list", place: "8 Activity") {
            _ = try await HostedDriver(dmds: $0).list(.event)
        },
        PlatformCall(call: "GET envio/ver_eventos/", operation: "event list", place: "8 Activity") {
            _ = try await HostedDriver(dmds: $0).list(.event, "since:2d")
        },
        PlatformCall(call: "GET campania/", operation: "campaign list", place: "6 Campaigns") {
            _ = try await HostedDriver(dmds: $0).list(.campaign, "type:api")
        },
        PlatformCall(call: "POST campania/", operation: "campaign create", place: "6 Campaigns n") {
            try await HostedDriver(dmds: $0).create(.campaign, ["title": "Nueva", "type": "api"])
        },
        PlatformCall(
            call: "GET campania_apikey/", operation: "campaign show-key", place: "6 Campaigns :campaign"
        ) {
            try await HostedDriver(dmds: $0).act("show-key", .campaign, "100")
        },
        PlatformCall(call: "POST campania_apikey/", operation: "campaign new-key", place: "6 Campaigns R") {
            try await HostedDriver(dmds: $0).act("new-key", .campaign, "100")
        },
    ]

    private static let lists = [
        PlatformCall(call: "POST grupo/", operation: "group create", place: ":groups n") {
            try await HostedDriver(dmds: $0).create(.group, ["name": "nuevos"])
        },
        PlatformCall(call: "GET grupos/", operation: "group list", place: ":groups") {
            _ = try await HostedDriver(dmds: $0).list(.group)
        },
        PlatformCall(call: "GET filtros/", operation: "filter list", place: ":filters") {
            _ = try await HostedDriver(dmds: $0).list(.filter)
        },
        PlatformCall(call: "GET variables_globales/", operation: "variable list", place: ":variables") {
            _ = try await HostedDriver(dmds: $0).list(.variable)
        },
        PlatformCall(call: "POST variables_globales/", operation: "variable create", place: ":variables n") {
            try await HostedDriver(dmds: $0).create(.variable, ["name": "lema", "value": "Hola"])
        },
        PlatformCall(call: "POST variables_globales/", operation: "variable update", place: ":variables e") {
            let board = HostedDriver(dmds: $0)
            try await board.edit(try await board.find(.variable, "marca"), ["value": "Otra"])
        },
        PlatformCall(call: "DELETE variables_globales/", operation: "variable delete", place: ":variables X")
        {
            try await HostedDriver(dmds: $0).delete(.variable, "marca")
        },
    ]
}
