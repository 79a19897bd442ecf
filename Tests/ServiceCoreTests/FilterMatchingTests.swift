import FoundationEssentials
import ServiceCore
import Testing

@Suite struct FilterMatchingTests {
    @Test(arguments: [
        ("ana@x.com", "ana@x.com"), ("\"ana@x.com\"", "ana@x.com"), ("email:ana@x.com", "ana@x.com"),
        ("email:=ana@x.com", "ana@x.com"), ("-ana@x.com", nil), ("-email:ana@x.com", nil),
        ("name:ana@x.com", nil),
        ("ana@", nil), ("ana", nil), ("ana@x.com state:invalid", nil), ("account:ana@x.com", nil), ("", nil),
    ])
    func `an address is looked up where a filter asks for it alone`(_ line: String, _ address: String?) throws
    {
        let filter = try FilterParser(schema: ResourceSchema(of: Contact.self), now: .now).parse(line)
        #expect(filter.address(in: ["email"]) == address)
    }

    private static let row: Row = {
        var contact = Contact(
            id: ResourceID("dmds", .contact, "1"), account: "Acme S.A.", email: "jose@a.test")
        contact.firstName = "José"
        contact.lastName = "Weiß"
        contact.groups = ["clientes", "norte"]
        contact.customFields = ["plan": "oro"]
        contact.hardBounces = 3
        contact.whitelistedSince = DateReading.instant("2026-02-01")
        contact.lastEventAt = DateReading.instant("2026-02-20T10:00:00")
        return Row(contact)
    }()

    private func matches(_ line: String, in fields: [FieldID]? = nil) throws -> Bool {
        let now = DateReading.instant("2026-03-01T12:00:00") ?? .distantPast
        return try FilterParser(schema: Self.row.schema, now: now).parse(line).matches(Self.row, in: fields)
    }

    @Test(arguments: [
        "", "jose", "JOSE", "josé", "weiss", "a.test", "jose weiss", "\"jose weiss\"", "norte", "oro",
        "-nobody", "name:jos", "name:\"=josé weiß\"", "email:=jose@a.test", "groups:norte", "groups:=NORTE",
        "fields:plan=oro",
        "hard_bounces:3", "hard_bounces:>2", "hard_bounces:>=3", "hard_bounces:<4", "hard_bounces:<=3",
        "-hard_bounces:>3", "whitelisted:yes", "-whitelisted:no", "account:acme", "platform:dm",
        "since:10d", "after:2026-02-20", "before:2026-02-21", "-since:1d", "state:active", "state:act",
        "-state:inactive",
        "-created:>2000-01-01", "email:kim,jose", "groups:sur,NORTE", "state:invalid,active",
        "hard_bounces:1,>2",
        "-groups:sur,este", "email:~^jose@", "name:~^josé\\s", "groups:~^n.rte$", "state:~^act",
        "account:kim,acme",
        "platform:dyn,dmds",
    ])
    func `the row passes`(line: String) throws {
        #expect(try matches(line))
    }

    @Test(arguments: [
        "nobody", "jose nobody", "-jose", "name:kim", "name:=jose", "groups:sur", "groups:=nórte",
        "hard_bounces:>3",
        "hard_bounces:<3", "whitelisted:no", "account:other", "platform:dyn", "since:1d", "before:2026-02-20",
        "email:kim,ana", "-groups:sur,norte", "email:~^ose", "-email:~jose", "hard_bounces:1,>3",
        "created:>2000-01-01", "age:0", "age:<100",
    ])
    func `the row is left out`(line: String) throws {
        #expect(try !matches(line))
    }

    @Test(arguments: [
        ("inactive", "active", false), ("inactive", "in", true), ("active", "active", true),
        ("not verified", "verified", false), ("not verified", "not", true), ("not valid", "valid", false),
        ("soft bounce", "bounce", true), ("soft bounce", "soft-bounce", true),
        ("soft bounce", "ounce", false),
        ("waiting credit", "waiting_cr", true), ("could not be checked", "checked", false),
        ("unchecked", "checked", false), ("unwhitelisted", "whitelisted", false), ("sms-plain", "sms", true),
    ])
    func `a state is named by the beginning of a word of it`(state: String, wanted: String, passes: Bool) {
        #expect(FilterTerm.Comparison.names.accepts(state, wanted) == passes)
    }

    @Test func `bare words look only into the columns given`() throws {
        #expect(try matches("norte", in: ["email", "groups"]))
        #expect(try !matches("norte", in: ["email"]))
    }

    @Test func `bare words never find a secret`() throws {
        var user = SMTPUser(id: ResourceID("a", .smtpUser, "1"), account: "acme", name: "relay")
        user.password = Secret("hunter2")
        let row = Row(user)
        for word in ["hunter2", "•"] {
            #expect(try !FilterParser(schema: row.schema, now: .now).parse(word).matches(row))
        }
    }

    @Test func `an account's own filter looks at its user name`() throws {
        let row = Row(Account(id: ResourceID("a", .account, "1"), username: "kim@a.test"))
        let parser = FilterParser(schema: row.schema, now: .now)
        #expect(try parser.parse("account:kim@").matches(row))
        #expect(try !parser.parse("account:ana@").matches(row))
    }
}
