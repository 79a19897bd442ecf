import Providers
import ServiceCore
import TestSupport
import Testing

/// Dyn's statuses (`Providers/Dyn/WIRE.md` §3) and what else may come instead of an envelope.
@Suite struct DynEnvelopeTests {
    private func failure(_ answer: ScriptedAnswer) async throws -> ServiceError? {
        let server = try await ScriptedServer()
        server.otherwise(answer)
        return await #expect(throws: ServiceError.self) { try await HostedDriver(dyn: server).list(.sender) }
    }

    @Test(arguments: [
        (404, "Not Found", ServiceError.Code.notFound), (451, "Missing or Invalid API Key", .unauthorized),
        (452, "Missing or Invalid Required Fields", .notListed), (453, "Object Already Exists", .conflict),
        (503, "Service Unavailable", .unavailable),
    ])
    func `the body's status decides, whatever HTTP says`(
        _ status: Int, _ message: String, _ code: ServiceError.Code
    ) async throws {
        for http in [200, status] {
            let error = try await failure(.json(DynFixture.bad(status, message), status: http))
            #expect(error?.code == code)
            #expect(error?.message.contains("“\(message)”") == true)
            #expect(error?.hint != nil)
            #expect(error?.origin == .init(connection: "dyn", operation: "senders.list", status: status))
        }
    }

    @Test(arguments: [
        (451, ServiceError.Code.unauthorized), (452, .notListed), (453, .conflict), (503, .unavailable),
        (502, .unavailable), (500, .unavailable), (404, .notFound), (429, .rateLimited),
        (301, .malformedAnswer),
    ])
    func `without an envelope the HTTP status decides`(_ status: Int, _ code: ServiceError.Code) async throws
    {
        let error = try await failure(.html("<h1>no</h1>", status: status))
        #expect(error?.code == code)
        #expect(error?.origin?.status == status)
    }

    @Test(arguments: [
        #"{"response": {"message": "OK", "data": []}}"#, #"{"status": 200}"#, "[]", "", "<html></html>",
        #"{"response": {"status": 200, "message": "OK", "data": {"sen"#,
        #"{"response": {"status": 200, "message": "OK"}}"#,
        #"{"response": {"status": 200, "message": "OK", "data": {"senders": null}}}"#,
        #"{"response": {"status": 200, "message": "OK", "data": {"senders": {"seeding": 1}}}}"#,
        #"{"response": {"status": 200, "message": "OK", "data": {"senders": [{"seeding": 1}]}}}"#,
    ])
    func `a good status with an answer that cannot be read is malformed`(_ body: String) async throws {
        let error = try await failure(.json(body))
        #expect(error?.code == .malformedAnswer)
    }

    /// As PHP and converters from XML write lists; `data: []` is what §3 puts where there is nothing to say.
    @Test(arguments: [
        ("[]", [String]()), (#"{"senders": {}}"#, []),
        (#"{"senders": {"emailaddress": "a@x.com"}}"#, ["a@x.com"]),
        (
            #"{"senders": {"0": {"emailaddress": "a@x.com"}, "2": {"emailaddress": "b@x.com"}}}"#,
            ["a@x.com", "b@x.com"]
        ),
    ])
    func `a list is read in whatever form it is written`(_ data: String, _ names: [String]) async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json(DynFixture.good(data)))
        #expect(try await HostedDriver(dyn: server).list(.sender).map(\.name) == names)
    }

    @Test func `a Dyn that pages nothing has given all at once`() async throws {
        let server = try await ScriptedServer.dyn()
        let rows = (0..<40).map { #"{"emailaddress": "a\#($0)@x.com"}"# }.joined(separator: ", ")
        server.data("GET", "senders", #"{"senders": [\#(rows)]}"#)
        #expect(try await HostedDriver(dyn: server).list(.sender).count == 40)
    }

    @Test func `a row that stands in a list of one is read`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "senders/details", "[\(DynFixture.sender)]")
        let row = try await HostedDriver(dyn: server).find(.sender, "a@x.com")
        #expect(row?["dkim_selector"].plainText == "sel1")
    }

    @Test func `the faults of a 452 are told together`() async throws {
        // §3: for 452, data is an array of sentences, one per faulty field.
        let answer = DynFixture.bad(
            452, "Missing or Invalid Required Fields", data: #"["phone is required", "country is invalid"]"#)
        let error = try await failure(.json(answer, status: 452))
        #expect(
            error?.message == "Dyn refuses “list senders” (452): “phone is required; country is invalid”.")
    }

    @Test(arguments: [429, 503]) func `a hint has the seconds that Dyn asks for`(_ status: Int) async throws {
        let headers = ["Retry-After": "120"]
        let error = try await failure(.json(DynFixture.bad(status, "No"), status: status, headers: headers))
        #expect(error?.hint == "Try again in 120 s.")
    }

    @Test func `a read is asked again after 503, a write is not`() async throws {
        let server = try await ScriptedServer.dyn()
        let busy = ScriptedAnswer.json(DynFixture.bad(503, "Service Unavailable"))
        server.answer(
            "GET", "/rest/json/senders", busy, busy, .json(DynFixture.good(DynFixture.senders)))
        server.answer("POST", "/rest/json/senders/delete", busy)
        let board = try HostedDriver(dyn: server)
        #expect(try await board.list(.sender).count == 1)
        let error = await #expect(throws: ServiceError.self) { try await board.delete(.sender, "a@x.com") }
        #expect(error?.code == .outcomeUnknown)
        #expect(
            error?.message
                == "Dyn is overloaded or in maintenance (503, “Service Unavailable”): whether “delete senders” was carried out is unknown."
        )
        #expect(server.asked("POST", "senders/delete").count == 1)
    }

    @Test func `a redirect is not followed, since the key would go with it`() async throws {
        let server = try await ScriptedServer()
        let elsewhere = try await ScriptedServer()
        server.otherwise(.status(301, headers: ["Location": "\(elsewhere.url)/rest/json/senders"]))
        await #expect(throws: ServiceError.self) { try await HostedDriver(dyn: server).list(.sender) }
        #expect(elsewhere.requests.isEmpty)
    }

    @Test func `the key stays out of errors and logs, even where Dyn repeats it`() async throws {
        let server = try await ScriptedServer()
        let log = RecordingRequestLog()
        server.otherwise(.json(DynFixture.bad(451, "Bad key \(DynFixture.key)"), status: 451))
        let board = try HostedDriver(dyn: server, log: log)
        let error = await #expect(throws: ServiceError.self) { try await board.list(.sender) }
        #expect(server.requests.first?.query["apikey"] == DynFixture.key)
        #expect(!"\(error as Any) \(log.lines)".contains(DynFixture.key))
        #expect(log.lines.map(\.operation) == ["senders.list"])
    }
}
