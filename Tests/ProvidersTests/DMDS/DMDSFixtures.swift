/// Answers as DMDS's pages write them, each with its section of `Providers/DMDS/WIRE.md`; where they name a shape by its
/// fields alone, the values are made up and the field names are theirs.
enum DMDSFixtures {
    static let eeid = "9f0c2c1e-5b7a-4d0e-9c57-0a8f6f1f2b11"

    /// §4.
    static let version = #"{"status": "ok", "version": "1.5"}"#
    /// §3, the example of an error.
    static let badAddress = #"{"status": "err", "on": "invalid email nonsense"}"#
    /// §3: an error's `on` is text for people.
    static let unknown = #"{"status":"err","on":"unknown"}"#

    /// §5, the fields of a contact; the time is §3's example.
    static let contact = """
        {"status":"ok","contacto":{"numid":31,"email":"kim@example.com","nombre":"Kim","apellido":null,
        "edad":null,"sexo":null,"operacion":"Alta","invalido":false,
        "eventos":[{"evento":"envio","timestamp":"2020-10-15T08:25:11"},
        {"evento":"view","timestamp":"2020-10-15T09:00:00"}],
        "bases":["clientes"],"campos":{"ciudad":"Madrid"}}}
        """
    /// §5, an invalid contact; events are oldest first.
    static let invalidContact = """
        {"numid":32,"email":"bad@example.com","nombre":"Ana","apellido":"García","edad":41,"sexo":"F",
        "operacion":"Modificacion","invalido":true,
        "eventos":[{"evento":"rebote-hard","timestamp":"2020-10-15T08:25:11"},
        {"evento":"Invalidacion","timestamp":"2020-10-15T08:25:12"}],
        "bases":[],"campos":{}}
        """
    /// §5.
    static let invalidContacts = #"{"status":"ok","contactos":[\#(invalidContact)]}"#
    static let oneInvalid = #"{"status":"ok","contacto":\#(invalidContact)}"#
    /// §5, the answer to the creation or change of a contact.
    static let saved = #"{"status":"ok","numid":31,"operacion":"Alta"}"#
    /// §5.
    static let deleted = #"{"status":"ok","msg":"kim@example.com deleted"}"#

    /// §6.
    static func whitelisted(_ email: String) -> String { #"{"status":"ok","msg":"\#(email) whitelisted"}"# }
    static func notWhitelisted(_ email: String) -> String {
        #"{"status":"ok","msg":"\#(email) not whitelisted"}"#
    }
    /// §7, for `invalidar` and `revalidar` alike.
    static let marked = #"{"status":"ok","msg":"whitelisted"}"#

    /// §8.
    static let sent = #"{"status":"ok","sent":4,"eeid":"\#(eeid)"}"#

    /// §9.
    static let batch = """
        {"status":"ok","eeid":"\(eeid)","campana_id":100,"eventos":[
        {"email":"kim@example.com","evento":"envio","timestamp":"2020-10-15T08:25:11"},
        {"email":"ana@example.com","evento":"envio","timestamp":"2020-10-15T08:25:11"},
        {"email":"bad@example.org","evento":"unknown","timestamp":"2020-10-15T08:25:12"},
        {"email":"kim@example.com","evento":"click","timestamp":"2020-10-15T08:30:00"},
        {"email":"ana@example.com","evento":"rebote-hard","timestamp":"2020-10-15T08:31:00"}],
        "archive":[{"email":"kim@example.com","timestamp":"2020-10-15T08:25:11","asunto":"Hola","bytes":1234}]}
        """
    /// §9.
    static let archivedText =
        #"{"status":"ok","eeid":"\#(eeid)","email":"kim@example.com","eml":"Subject: Hola\r\n\r\n<p>Hola</p>\r\n"}"#
    /// §9.
    static let eventCount = #"{"status":"ok","cantidad":3}"#
    /// §9: a page, oldest first.
    static let events = """
        {"status":"ok","pagina":1,"cantidad":500,"total":3,"eventos":[
        {"email":"kim@example.com","evento":"envio","timestamp":"2026-02-28T08:25:11"},
        {"email":"kim@example.com","evento":"rebote-soft","timestamp":"2026-02-28T08:26:00"},
        {"email":"bad@example.com","evento":"Invalidacion","timestamp":"2026-03-01T10:00:00"}]}
        """

    /// §10.
    static let campaigns = """
        {"status":"ok","campanias":[
        {"id":"5d0a8a9e-0000-4000-8000-000000000100","numid":100,"nombre":"Alertas","tipo":"api",
        "asunto":"Aviso","remitente":"avisos@empresa1.com"},
        {"id":"5d0a8a9e-0000-4000-8000-000000000101","numid":101,"nombre":"Boletín","tipo":"normal",
        "asunto":"Marzo","remitente":"avisos@empresa1.com"}]}
        """
    /// §10.
    static let campaignCreated =
        #"{"status":"ok","id":"5d0a8a9e-0000-4000-8000-000000000102","numid":102,"camp_apikey":"camp-key-1"}"#
    /// §10.
    static let campaignKey = #"{"status":"ok","numid":100,"apikey":"camp-key-2"}"#

    /// §11.
    static let groupCreated = #"{"status":"ok","id":3,"nombre":"nuevos"}"#
    static let groups = #"{"status":"ok","grupos":[{"id":2,"nombre":"clientes","contactos":12}]}"#
    static let filters = #"{"status":"ok","filtros":[{"id":7,"nombre":"activos"}]}"#
    static let variables = #"{"status":"ok","variables":{"marca":"ACME"}}"#
}
