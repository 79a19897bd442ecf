import ServiceCore

/// Dyn's calls, one method each; knows the wire's names and nothing of the board.
///
/// The key goes into the query of a GET and the form of a POST. GETs alone are repeated.
struct DynClient: Sendable {
    let transport: HTTPTransport
    let credentials: Credentials
    let connection: ConnectionID
    let inHand: RowsInHand
    let accountPlaces: DynAccountPlaces

    /// - Parameter key: another account's own key; nil calls with that of the connection.
    func get(
        _ operation: String, _ path: RequestPath, _ query: Parameters = [:], key: Secret? = nil
    ) async throws(ServiceError) -> JSONReader {
        let key = try await self.key(key)
        return try await transport.send(.read(operation, path, query: ["apikey": .secret(key)] + query))
            .payload
    }

    /// - Parameters:
    ///   - key: another account's own key; nil calls with that of the connection.
    ///   - fields: the form line of each wire name, where a refusal is about one.
    func post(
        _ operation: String, _ path: RequestPath, _ form: Parameters, key: Secret? = nil,
        fields: [(name: String, field: FieldID)] = []
    ) async throws(ServiceError) -> JSONReader {
        let key = try await self.key(key)
        let request = HTTPRequest.write(operation, path, body: .form(["apikey": .secret(key)] + form))
        do throws(ServiceError) {
            return try await transport.send(request).payload
        } catch {
            throw error.onField(fields)
        }
    }

    func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
        ResourceID(connection, kind, native)
    }

    private func key(_ other: Secret?) async throws(ServiceError) -> Secret {
        if let other { return other }
        return try await credentials["api-key"]
    }
}
