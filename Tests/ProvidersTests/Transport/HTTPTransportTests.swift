import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct HTTPTransportTests {
    @Test func `a GET carries its path, query and headers byte for byte`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json("{}"))
        let request = HTTPRequest.read(
            "senders.list", "senders/\("a+b@x.com/..")/status",
            query: ["apikey": .secret(Secret("0f ff")), "startindex": 25, "to": "a@x", "to": "é&="],
            headers: ["Authorization": .prefixed("Bearer ", Secret("ey.J"))])
        _ = try await HTTPTransport.to(server).send(request)
        let asked = try #require(server.requests.first)
        #expect(
            String(decoding: asked.bytes, as: UTF8.self) == """
                GET /senders/a%2Bb%40x.com%2F../status?apikey=0f%20ff&startindex=25&to=a%40x&to=%C3%A9%26%3D \
                HTTP/1.1\r
                User-Agent: Sendboard\r
                Accept: application/json\r
                Accept-Encoding: identity\r
                Authorization: Bearer ey.J\r
                host: 127.0.0.1:\(server.port)\r
                \r

                """)
        #expect(asked.query.values("to") == ["a@x", "é&="])
    }

    @Test func `a form body is encoded and labelled, secrets in clear`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json("{}"))
        var form: Parameters = ["apikey": .secret(Secret("0fff"))]
        form.add("emailaddress", "a b@x.com")
        form.add("seeding", nil as String?)
        _ = try await HTTPTransport.to(server).send(.write("senders.create", "senders/", body: .form(form)))
        let asked = try #require(server.requests(to: "POST", "/senders/").first)
        #expect(asked.bodyText == "apikey=0fff&emailaddress=a%20b%40x.com")
        #expect(asked.header("content-type") == "application/x-www-form-urlencoded")
        #expect(asked.header("content-length") == "38")
    }

    @Test func `a JSON body goes with a GET too, secrets in clear and text escaped`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json("{}"))
        var body: JSONValue = ["owner_id": "7", "token": .secret(Secret("t\"k\n")), "list": [1, true, nil]]
        body.add("limit", 500)
        body.add("name", nil as String?)
        _ = try await HTTPTransport.to(server).send(.read("campaigns.list", "campania/", body: .json(body)))
        let asked = try #require(server.requests(to: "GET", "/campania/").first)
        #expect(asked.bodyText == #"{"owner_id":"7","token":"t\"k\n","list":[1,true,null],"limit":500}"#)
        #expect(asked.header("content-type") == "application/json")
    }

    @Test func `one connection serves call after call`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json("{}"))
        let transport = try HTTPTransport.to(server)
        for _ in 0..<3 { _ = try await transport.send(.list) }
        #expect(server.requests.count == 3)
        #expect(server.connectionCount == 1)
    }

    @Test func `the answer is given whole, its payload opened`() async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rows", .json(#"{"rows": [{"id": 7}]}"#, status: 201, headers: ["X-A": "b"]))
        let answer = try await HTTPTransport.to(server).send(.list)
        #expect(answer.status == 201)
        #expect(answer.header("x-a") == "b")
        #expect(server.requests.first?.header("accept-encoding") == "identity")
        #expect(try answer.payload["rows"].items()[0]["id"].integer() == 7)
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "é"])
    func `a header that could break out is refused before anything is sent`(value: String) async throws {
        let server = try await ScriptedServer()
        let request = HTTPRequest.read(
            "rows.list", "rows", headers: ["Authorization": .secret(Secret(value))])
        let error = try await HTTPTransport.to(server).failure(request)
        #expect(error.code == .invalid)
        #expect(
            error.message
                == "The header Authorization cannot be sent: it holds a control or foreign character.")
        #expect(server.connectionCount == 0)
    }

    @Test func `an empty id never becomes the whole collection`() async throws {
        let server = try await ScriptedServer()
        let error = try await HTTPTransport.to(server).failure(
            .write("contacts.delete", by: .delete, "contacto/\("")"))
        #expect(error.code == .invalid)
        #expect(server.connectionCount == 0)
    }

    @Test func `an envelope’s own error is thrown with its origin`() async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rows", .json(#"{"status": 451}"#))
        let transport = try HTTPTransport.to(server) { answer throws(ServiceError) in
            let payload = try answer.json()
            if try payload["status"].integer() == 451 {
                throw ServiceError(.unauthorized, "Dyn refuses the API key.", hint: "Check it.")
            }
            return payload
        }
        let error = try await transport.failure(.list)
        #expect(error.code == .unauthorized)
        #expect(error.origin == .init(connection: "dyn", operation: "rows.list", status: 200))
    }
}
