import ServiceCore
import Testing

@testable import Providers

@Suite struct RowReadingTests {
    private static let call = CallContext(
        platform: "Dyn", connection: "dyn", operation: "things.list", isRead: true)

    private struct Thing: PartlyKnown, Equatable {
        var name: String
        var size: Int?
        var isOn: Bool?
        var oddity: String?
    }

    private func things(_ json: String, after start: Int = 0) throws -> [Thing] {
        let list = JSONReader(try JSONValue(parsing: Array(json.utf8)), path: "data.things", call: Self.call)
        return try list.rows(after: start) { row in
            Thing(name: row.name("name", "title"), size: row.integer("size"), isOn: row.flag("on"))
        }
    }

    @Test func `each row is read as far as it can be`() throws {
        let things = try things(
            #"[{"name": "a", "size": 1, "on": "Yes"}, {"title": "b", "size": "many", "on": {}}, {"name": "c"}]"#
        )
        #expect(
            things == [
                Thing(name: "a", size: 1, isOn: true),
                Thing(name: "b", oddity: "size is no whole number; on is neither yes nor no"),
                Thing(name: "c"),
            ])
    }

    @Test(arguments: ["null", "7", #""text""#, "[]", "{}", #"{"name": {}}"#, #"{"name": " "}"#])
    func `a row that nothing names is known by its place`(_ item: String) throws {
        let things = try things(#"[{"name": "a"}, \#(item)]"#, after: 25)
        #expect(things.map(\.name) == ["a", "unreadable (item 27)"])
        #expect(things.map(\.oddity) == [nil, "name cannot be read"])
    }

    @Test func `what is null or blank is not told, which is not odd`() throws {
        #expect(try things(#"[{"name": "a", "size": "", "on": null}]"#) == [Thing(name: "a")])
    }

    @Test(arguments: [
        (#"{"a": "x", "b": "y"}"#, "x"), (#"{"a": "", "b": "y"}"#, "y"), (#"{"a": " "}"#, ""), ("{}", nil),
        (#"{"a": null}"#, nil), (#"{"a": {}}"#, nil), (#"{"a": {}, "b": ""}"#, ""),
    ])
    func `an emptied text is told from one that nobody told`(_ item: String, _ text: String?) throws {
        var row = RowReading(JSONReader(try JSONValue(parsing: Array(item.utf8)), call: Self.call))
        #expect(row.emptiableText(["a", "b"]) == text)
    }

    @Test func `a list of something else is an error that says where`() throws {
        let error = #expect(throws: ServiceError.self) { try things(#"[{}, {"nome": "b"}]"#) }
        #expect(error?.code == .malformedAnswer)
        #expect(error?.message.contains("data.things[0].name is missing") == true)
        #expect(throws: ServiceError.self) { try things(#"{"nome": "a"}"#) }
        #expect(try things("[]").isEmpty)
        // What converters from XML make of a list of one.
        #expect(try things(#"{"name": "a"}"#) == [Thing(name: "a")])
    }
}
