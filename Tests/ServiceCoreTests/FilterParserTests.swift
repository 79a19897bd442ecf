import FoundationEssentials
import ServiceCore
import Testing

@Suite struct FilterParserTests {
    private static let now = Date(timeIntervalSince1970: 1_772_373_802)  // 2026-03-01 14:03:22 UTC

    private static func date(_ text: String) -> FilterTerm.Operand {
        .date(DateReading.instant(text) ?? .distantPast)
    }

    private static func either(_ tests: [(FieldID, FilterTerm.Comparison, String)]) -> FilterTerm.Test {
        .either(tests.map { Filter([FilterTerm(.field($0, $1, .text($2)))]) })
    }

    private func parse(_ text: String, _ schema: ResourceSchema = ResourceSchema(of: Contact.self))
        throws(ServiceError) -> [FilterTerm]
    {
        try FilterParser(schema: schema, now: Self.now).parse(text).terms
    }

    private func error(_ text: String, _ schema: ResourceSchema = ResourceSchema(of: Contact.self))
        -> ServiceError?
    {
        do throws(ServiceError) {
            _ = try parse(text, schema)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("ana", [FilterTerm(.anywhere("ana"))]),
        ("ana  bo", [FilterTerm(.anywhere("ana")), FilterTerm(.anywhere("bo"))]),
        ("-ana", [FilterTerm(.anywhere("ana"), isNegated: true)]),
        ("\"ana bo\"", [FilterTerm(.anywhere("ana bo"))]),
        ("-\"ana bo\"", [FilterTerm(.anywhere("ana bo"), isNegated: true)]),
        ("\"state:x\"", [FilterTerm(.anywhere("state:x"))]),
        ("name:\"Ana Bo\"", [FilterTerm(.field("name", .contains, .text("Ana Bo")))]),
        ("state:invalid", [FilterTerm(.field("state", .names, .text("invalid")))]),
        ("STATE:invalid", [FilterTerm(.field("state", .names, .text("invalid")))]),
        ("state:=active", [FilterTerm(.field("state", .equals, .text("active")))]),
        ("-state:invalid", [FilterTerm(.field("state", .names, .text("invalid")), isNegated: true)]),
        ("first-name:kim", [FilterTerm(.field("first_name", .contains, .text("kim")))]),
        ("hard_bounces:>3", [FilterTerm(.field("hard_bounces", .greater, .number(3)))]),
        ("hard_bounces:>=3", [FilterTerm(.field("hard_bounces", .greaterOrEqual, .number(3)))]),
        ("hard_bounces:<3", [FilterTerm(.field("hard_bounces", .less, .number(3)))]),
        ("hard_bounces:<=3", [FilterTerm(.field("hard_bounces", .lessOrEqual, .number(3)))]),
        ("hard_bounces:3", [FilterTerm(.field("hard_bounces", .equals, .number(3)))]),
        ("whitelisted:yes", [FilterTerm(.field("whitelisted", .equals, .flag(true)))]),
        ("whitelisted:off", [FilterTerm(.field("whitelisted", .equals, .flag(false)))]),
        ("account:acme", [FilterTerm(.account("acme"))]),
        ("platform:dmds", [FilterTerm(.platform("dmds"))]),
        ("since:7d", [FilterTerm(.field("last_event_at", .greaterOrEqual, date("2026-02-22T14:03:22")))]),
        ("since:12h", [FilterTerm(.field("last_event_at", .greaterOrEqual, date("2026-03-01T02:03:22")))]),
        ("since:2w", [FilterTerm(.field("last_event_at", .greaterOrEqual, date("2026-02-15T14:03:22")))]),
        ("after:2026-02-01", [FilterTerm(.field("last_event_at", .greaterOrEqual, date("2026-02-01")))]),
        ("before:2026-02-01", [FilterTerm(.field("last_event_at", .less, date("2026-02-01")))]),
        ("after:today", [FilterTerm(.field("last_event_at", .greaterOrEqual, date("2026-03-01")))]),
        ("before:yesterday", [FilterTerm(.field("last_event_at", .less, date("2026-02-28")))]),
        ("created:<2026-02-01", [FilterTerm(.field("created", .less, date("2026-02-01")))]),
        ("created:>7d", [FilterTerm(.field("created", .greater, date("2026-02-22T14:03:22")))]),
        (
            "email:ana,bo",
            [FilterTerm(Self.either([("email", .contains, "ana"), ("email", .contains, "bo")]))]
        ),
        (
            "-email:=ana,bo,",
            [FilterTerm(Self.either([("email", .equals, "ana"), ("email", .equals, "bo")]), isNegated: true)]
        ),
        ("email:\"ana,bo\"", [FilterTerm(.field("email", .contains, .text("ana,bo")))]),
        ("email:,", [FilterTerm(.field("email", .contains, .text(",")))]),
        ("ana,bo", [FilterTerm(.anywhere("ana,bo"))]),
        ("email:~^a{1,2}@", [FilterTerm(.field("email", .matches, .text("^a{1,2}@")))]),
        ("email:\"~a\"", [FilterTerm(.field("email", .contains, .text("~a")))]),
        ("groups:~\"a b\"", [FilterTerm(.field("groups", .matches, .text("a b")))]),
        ("last-event:view", [FilterTerm(.field("last_event", .names, .text("view")))]),
        ("whitelist:yes", [FilterTerm(.field("whitelisted", .equals, .flag(true)))]),
        ("suppressed:manual", [FilterTerm(.field("suppression", .names, .text("manual")))]),
        ("https://a.test/x", [FilterTerm(.anywhere("https://a.test/x"))]),
        ("HTTP://a.test/x", [FilterTerm(.anywhere("HTTP://a.test/x"))]),
        ("::1", [FilterTerm(.anywhere("::1"))]),
        ("14:03", [FilterTerm(.anywhere("14:03"))]),
        ("kim@a.test", [FilterTerm(.anywhere("kim@a.test"))]),
    ])
    func `a line is read as its terms`(line: String, terms: [FilterTerm]) throws {
        #expect(try parse(line) == terms)
    }

    @Test(arguments: ["", "   ", "-", "\"\"", "state:", "- -"])
    func `a line without anything to look for lets all through`(line: String) throws {
        #expect(try parse(line).isEmpty)
    }

    @Test(arguments: [
        ("stat:x", "contacts have no field “stat”.", "Did you mean state:?"),
        ("gruops:x", "contacts have no field “gruops”.", "Did you mean groups:?"),
        ("sinse:7d", "contacts have no field “sinse”.", "Did you mean since:?"),
        ("platfrom:x", "contacts have no field “platfrom”.", "Did you mean platform:?"),
        ("hard_bounces:many", "“hard_bounces:” wants a number, not “many”.", nil),
        ("hard_bounces:>", "“hard_bounces:” wants a number, not “”.", nil),
        ("whitelisted:maybe", "“whitelisted:” wants yes or no, not “maybe”.", nil),
        ("name:>b", "“name” is text, which “<” and “>” do not compare.", "Write name:b"),
        (
            "since:soon", "“soon” is no span of time.",
            "Write a number and s, m, h, d or w, as in since:7d."
        ),
        (
            "after:2026-02-30", "“2026-02-30” is no date.",
            "Write a day as 2026-03-01 or a time as 2026-03-01T12:00:05."
        ),
    ])
    func `what is not in the grammar is said with the way out`(line: String, message: String, hint: String?) {
        #expect(error(line) == ServiceError(.invalid, message, hint: hint))
    }

    @Test(arguments: [
        "since:999999999999d", "since:9223372036854775807s", "since:99999999999999999999w", "since:740000d",
        "created:>999999999999d",
    ])
    func `a span that reaches back before all dates is refused`(line: String) {
        #expect(error(line)?.message.hasSuffix("reaches back before the year 1.") == true)
    }

    @Test(arguments: [
        "after:99999-01-01", "before:0000-00-00", "created:<0000-01-01", "after:9999-12-31T23:59:59-12:00",
        "since:-1d",
    ])
    func `a date that no calendar here shows is none`(line: String) {
        #expect(error(line)?.code == .invalid)
    }

    @Test func `so many digits that they count nothing are no number`() {
        let digits = String(repeating: "9", count: 400)
        #expect(error("hard_bounces:>\(digits)")?.code == .invalid)
        #expect(error("since:\(digits)d")?.code == .invalid)
    }

    // MARK: Filters that are kept

    private func kept(_ text: String, _ kept: [String: String]) throws(ServiceError) -> Filter {
        var parser = FilterParser(schema: ResourceSchema(of: Contact.self), now: Self.now)
        parser.kept = kept
        return try parser.parse(text)
    }

    @Test func `a filter that is kept stands for what it says`() throws {
        let filters = ["Lost": "state:invalid since:7d", "old": "hard_bounces:>3 filter:lost"]
        #expect(
            try kept("ana filter:lost", filters).terms == parse("ana state:invalid since:7d"))
        #expect(try kept("filter:old", filters).terms == parse("hard_bounces:>3 state:invalid since:7d"))
        #expect(
            try kept("-filter:lost", filters).terms
                == [FilterTerm(.either([Filter(parse("state:invalid since:7d"))]), isNegated: true)])
    }

    @Test func `a filter that is not kept, or calls itself, is named`() {
        #expect(
            throws: ServiceError(
                .invalid, "No filter of contacts is kept as “lots”.", hint: "Did you mean “lost”?")
        ) {
            try kept("filter:lots", ["lost": "ana"])
        }
        #expect(throws: ServiceError.self) { try kept("filter:loop", ["loop": "filter:loop"]) }
        #expect(
            throws: ServiceError(.invalid, "No filter of contacts is kept as “x”.", hint: "None is kept yet.")
        ) { try kept("filter:x", [:]) }
    }

    @Test func `what kept filters come to counts as typed`() {
        let words = Array(repeating: "ana", count: 60).joined(separator: " ")
        #expect(
            throws: ServiceError(
                .invalid, "A filter takes at most 100 words, and this one has 120.",
                hint: "Look for fewer at a time.")
        ) { try kept("filter:a filter:b", ["a": words, "b": words]) }
    }

    @Test(arguments: [
        "hard_bounces:~3", "created:~2026", "whitelisted:~yes", "platform:~x", "email:~(", "email:~",
    ])
    func `a regular expression is refused where there is no text, or where it cannot be read`(line: String) {
        #expect(error(line)?.code == .invalid)
    }

    @Test func `more words than a store takes in one question are refused with their number`() throws {
        let words = Array(repeating: "ana", count: 1000).joined(separator: " ")
        #expect(error(words)?.message == "A filter takes at most 100 words, and this one has 1,000.")
        #expect(try parse(Array(repeating: "ana", count: 100).joined(separator: " ")).count == 100)
    }

    @Test func `a field that nothing resembles lists the fields there are`() {
        #expect(error("zzzzzzzz:1")?.hint?.hasPrefix("Fields: email name state") == true)
    }

    @Test(arguments: ["name:\"ana", "\"ana bo", "ana\"", "\"a\" \"b"])
    func `a quotation mark that is not closed is refused`(line: String) {
        #expect(error(line)?.message == "A quotation mark of the filter is not closed.")
        #expect(error(line)?.hint == "Write name:\"Ana Bo\", with one before and one after.")
    }

    @Test func `a secret field cannot be searched`() {
        #expect(
            error("password:x", ResourceSchema(of: SMTPUser.self))?.message
                == "“password” is secret and cannot be searched.")
    }

    @Test func `rows without a time say so`() {
        #expect(
            error("since:7d", ResourceSchema(of: GlobalVariable.self))?.message
                == "variables have no time to compare with “since:”.")
    }

    @Test(arguments: ["whitelisted:>yes", "whitelisted:<no"])
    func `a flag is neither more nor less`(line: String) {
        #expect(error(line)?.code == .invalid)
    }

    @Test(arguments: [
        "hard_bounces:nan", "hard_bounces:inf", "hard_bounces:0x10", "since:infd", "since:nand",
    ])
    func `words that only a computer takes for numbers are none`(line: String) {
        #expect(error(line)?.code == .invalid)
    }
}
