import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import Providers

@Suite struct JSONReaderTests {
    private let call = CallContext(platform: "Dyn", connection: "dyn", operation: "rows.list", isRead: true)

    private func read(_ text: String) throws -> JSONReader {
        JSONReader(try JSONValue(parsing: Array(text.utf8)), call: call)
    }

    @Test(arguments: ["7", "\"7\"", "7.0", "\" 7 \"", "0.7e1"])
    func `a whole number is read in every form`(text: String) throws {
        #expect(try read(text).integer() == 7)
    }

    @Test(arguments: [
        "1e400", "7.5", "99999999999999999999", "9223372036854775807", "1e18", "\"seven\"", "true", "null",
        "[7]",
    ])
    func `what is no whole number is an error that names its place`(text: String) throws {
        let reader = try read(#"{"rows": [{"limit": \#(text)}]}"#)
        let error = #expect(throws: ServiceError.self) { try reader["rows"].items()[0]["limit"].integer() }
        #expect(error?.code == .malformedAnswer)
        #expect(error?.message.contains("rows[0].limit is ") == true)
    }

    @Test func `an id longer than any integer keeps its digits`() throws {
        #expect(try read("123456789012345678901").text() == "123456789012345678901")
    }

    @Test(arguments: ["true", "1", "\"1\"", "\"Yes\"", "\"Enable\"", "\"true\""])
    func `yes is read in every form`(text: String) throws {
        #expect(try read(text).flag())
    }

    @Test(arguments: ["false", "0", "\"0\"", "\"No\"", "\"Disable\"", "\"\""])
    func `no is read in every form`(text: String) throws {
        #expect(try !read(text).flag())
    }

    @Test(arguments: [#"["a@x", "b@x"]"#, #""['a@x', 'b@x']""#, #""a@x, b@x""#])
    func `a list of texts is read in every form`(text: String) throws {
        #expect(try read(text).texts() == ["a@x", "b@x"])
    }

    @Test(arguments: [#"{"0": "a", "1": "b"}"#, #"{"4": "a", "7": "b"}"#])
    func `an object whose names are numbers is a list`(text: String) throws {
        let reader = try read(#"{"rows": \#(text), "none": {}}"#)
        #expect(try reader["rows"].items().map { try $0.text() } == ["a", "b"])
        #expect(try reader["rows"].texts() == ["a", "b"] && reader["none"].texts() == [])
        // An answer that is an object as a whole says something else.
        #expect(throws: ServiceError.self) { try read(text).items() }
    }

    @Test func `dates are read as ISO 8601 and as counts of any unit`() throws {
        let date = Date(timeIntervalSince1970: 1_772_366_405)
        #expect(try read(#""2026-03-01T12:00:05+00:00""#).date() == date)
        #expect(try read(#""2026-03-01 12:00:05""#).date() == date)
        #expect(try read("1772366405").date(.seconds) == date)
        #expect(try read(#""1772366405000""#).date(.milliseconds) == date)
        #expect(try read("1772366405000000").date(.microseconds) == date)
    }

    @Test(arguments: ["1e300", "-1e300", "999999999999999999", "\"9e99\""])
    func `a count of time that leads beyond all dates is malformed`(text: String) throws {
        let error = #expect(throws: ServiceError.self) { try read(text).date(.seconds) }
        #expect(error?.code == .malformedAnswer)
    }

    @Test func `missing and null are the same, and optional fields say so`() throws {
        let reader = try read(#"{"edad": null, "limit": "x"}"#)
        #expect(try reader["edad"].ifPresent?.integer() == nil)
        #expect(try reader["other"]["deeper"].ifPresent?.integer() == nil)
        #expect((try? reader["limit"].integer()) == nil)
        #expect(throws: ServiceError.self) { try reader["limit"].ifPresent?.integer() }
    }

    @Test func `the first name that is there is taken`() throws {
        let reader = try read(#"{"password": "k3", "smtp_password": null}"#)
        #expect(try reader["smtp_password", "password"].text() == "k3")
        #expect(reader["smtp_password", "password"].path == "password")
    }

    @Test func `an error never quotes what stood there`() throws {
        let reader = try read(#"{"apikey": ["PLANTED"], "seeding": "PLANTED"}"#)
        for read in [{ _ = try reader["apikey"].text() }, { _ = try reader["seeding"].flag() }] {
            let error = #expect(throws: ServiceError.self) { try read() }
            #expect(error?.message.contains("PLANTED") == false)
        }
    }

    @Test func `an answer to a write that cannot be read leaves the outcome unknown`() throws {
        let call = CallContext(platform: "Dyn", connection: "dyn", operation: "rows.create", isRead: false)
        let error = #expect(throws: ServiceError.self) { try JSONReader(nil, call: call)["id"].text() }
        #expect(error?.code == .outcomeUnknown)
    }
}
