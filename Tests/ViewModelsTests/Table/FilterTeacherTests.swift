import ServiceCore
import Testing

@testable import ViewModels

@Suite struct FilterTeacherTests {
    private func suggestions(for text: String, _ change: (inout FilterTeacher) -> Void = { _ in })
        -> Suggestions
    {
        var teacher = FilterTeacher(ResourceSchema(of: Contact.self))
        teacher.shown = ["state", "email"]
        change(&teacher)
        return teacher.suggestions(for: LineEditor(text))
    }

    private func texts(_ text: String, _ change: (inout FilterTeacher) -> Void = { _ in }) -> [String] {
        suggestions(for: text, change).items.map(\.text)
    }

    @Test func `an empty line names all fields, those that are shown first`() {
        let found = suggestions(for: "")
        #expect(found.title == "Fields of contacts")
        #expect(found.items.prefix(2).map(\.text) == ["state:", "email:"])
        #expect(found.items[0].meaning == "State: active, inactive, suppressed, invalid")
        #expect(
            Set(found.items.map(\.text)).isSuperset(of: ["account:", "since:", "filter:", "last_event:"]))
    }

    @Test func `a field is found by its beginning, its words and what it is called`() {
        #expect(texts("ana -las").prefix(2) == ["last_event:", "last_event_at:"])
        #expect(texts("last-e") == ["last_event:", "last_event_at:"])
        #expect(texts("dmds") == ["numid:"])
        #expect(suggestions(for: "ana -las").range == 5..<8)
    }

    @Test func `a field's words, names and kept filters are its values`() {
        #expect(texts("state:in") == ["inactive", "invalid"])
        #expect(texts("whitelisted:") == ["yes", "no"])
        #expect(texts("groups:vip,n") { $0.names = ["groups": ["norte", "sur", "two words"]] } == ["norte"])
        #expect(texts("groups:tw") { $0.names = ["groups": ["two words"]] } == ["\"two words\""])
        #expect(texts("account:ac") { $0.names = ["account": ["acme", "shop"]] } == ["acme"])
        #expect(texts("platform:") { $0.platforms = ["dyn", "own"] } == ["dyn", "own"])
        #expect(texts("filter:") { $0.kept = ["lost": "state:invalid"] } == ["lost"])
        #expect(texts("name:") { $0.seen = { $0 == "name" ? ["Ana Bo"] : [] } } == ["\"Ana Bo\""])
    }

    @Test(arguments: [
        ("hard_bounces:", "A number; > >= < <= before it compare."),
        ("email:~", "A regular expression: ^ begins, $ ends, . any letter, [a-z], * + ?, a|b."),
        ("nosuch:", "contacts have no such field."), ("since:", "A number and s, m, h, d or w."),
    ])
    func `how a value is written is said`(line: String, note: String) {
        #expect(suggestions(for: line).note == note)
    }

    @Test func `no secret is a field to filter by`() {
        let teacher = FilterTeacher(ResourceSchema(of: SMTPUser.self))
        #expect(!teacher.suggestions(for: LineEditor("")).items.contains { $0.text == "password:" })
    }
}
