import ServiceCore
import TestSupport
import Testing

@testable import Providers

/// A whole platform in little, as the guide to writing one: an envelope, a client, operations, a description.
@Suite struct ExamplePlatformTests {
    @Test func `a platform is an envelope, a client and a description`() async throws {
        let server = try await ScriptedServer()
        server.answer(
            "GET", "/v1/variables",
            .json(#"{"status": "ok", "variables": [{"name": "brand", "value": 7}]}"#))
        let settings = ConnectionSettings(
            id: "mine", baseURL: server.url, credentials: Credentials(["api-key": Secret("k1")]))
        let connection = try PlatformDescription.example.connect(settings)
        let variables = try #require(connection.resources[.variable])
        let page = try await variables.operations.list?.page(ListRequest())
        #expect(page?.items.count == 1)
        let asked = try #require(server.requests(to: "GET", "/v1/variables").first)
        #expect(asked.header("authorization") == "k1")
        #expect(asked.query["page"] == "1")
    }

    @Test func `its own errors reach the operation`() async throws {
        let server = try await ScriptedServer()
        server.answer(
            "DELETE", "/v1/variables/brand",
            .json(#"{"status": "err", "on": "no such variable"}"#, status: 400))
        let settings = ConnectionSettings(
            id: "mine", baseURL: server.url, credentials: Credentials(["api-key": Secret("k1")]))
        let connection = try PlatformDescription.example.connect(settings)
        let deletion = try #require(connection.resources[.variable]?.operations.delete)
        let error = await #expect(throws: ServiceError.self) {
            try await deletion.perform([ResourceID("mine", .variable, "brand")])
        }
        #expect(error?.message == "Example refuses “delete variables” (400): “no such variable”.")
        #expect(error?.origin == .init(connection: "mine", operation: "variables.delete", status: 400))
    }
}

/// One method for each call; knows the wire's names and nothing of the board.
private struct ExampleClient: Sendable {
    let transport: HTTPTransport
    let credentials: Credentials

    /// The envelope first, wherever the body can be read: it says more than the HTTP status.
    static func open(_ answer: HTTPAnswer) throws(ServiceError) -> JSONReader {
        guard let body = try? answer.json(), let status = try? body["status"].text() else {
            try answer.requireSuccess()
            return try answer.json()
        }
        guard status == "ok" else { throw answer.failure(try? body["on"].text()) }
        return body
    }

    func variables(page: Int) async throws(ServiceError) -> [GlobalVariable] {
        let answer = try await send(.read("variables.list", "variables", query: ["page": .number(page)]))
        var variables: [GlobalVariable] = []
        for item in try answer.payload["variables"].items() {
            variables.append(
                GlobalVariable(
                    id: ResourceID(answer.call.connection, .variable, try item["name"].text()), account: "me",
                    name: try item["name"].text(), value: (try? item["value"].text()) ?? ""))
        }
        return variables
    }

    func deleteVariable(_ name: String) async throws(ServiceError) {
        _ = try await send(.write("variables.delete", by: .delete, "variables/\(name)"))
    }

    private func send(_ request: HTTPRequest) async throws(ServiceError) -> HTTPAnswer {
        var request = request
        request.headers.add("Authorization", .secret(try await credentials["api-key"]))
        return try await transport.send(request)
    }
}

extension PlatformDescription {
    fileprivate static let example = PlatformDescription(
        kind: "example", title: "Example", summary: "A platform for tests",
        baseURL: "https://api.example.test", credentials: [CredentialField("api-key", "API key")]
    ) { settings throws(ServiceError) in
        let client = ExampleClient(
            transport: try settings.transport(
                platform: "Example", path: "v1", envelope: ExampleClient.open),
            credentials: settings.credentials)
        let variables = ResourceOperations<GlobalVariable>(
            list: Listing(sortable: []) { _ throws(ServiceError) in
                ListPage(try await client.variables(page: 1), hasMore: false)
            },
            delete: Deletion { ids throws(ServiceError) in
                for id in ids { try await client.deleteVariable(id.native) }
                return EditOutcome("deleted")
            })
        return Connection(
            id: settings.id, platform: "Example", badge: settings.badge,
            freshness: .polled(every: .seconds(30)), resources: [RowOperations(variables)])
    }
}
