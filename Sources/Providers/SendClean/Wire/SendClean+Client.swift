import ServiceCore

extension SendClean {
    /// Makes calls: adds the credentials to each body and names the form line that a refusal is about.
    struct Client: Sendable {
        let connection: ConnectionID
        let transport: HTTPTransport
        let credentials: Credentials

        /// A call that changes nothing (`list*`, `check*`, `get*`, `view*`); the platform takes POST alone.
        func read(
            _ operation: String, _ path: RequestPath, _ parameters: JSONValue = [:]
        ) async throws(ServiceError) -> JSONReader {
            try await send(
                .read(operation, by: .post, path, body: .json(try await identity() + parameters)), nil)
        }

        /// A call that changes something.
        ///
        /// - Parameter field: the form line to blame where the platform names no parameter.
        func write(
            _ operation: String, _ path: RequestPath, _ parameters: JSONValue, blaming field: FieldID? = nil
        ) async throws(ServiceError) -> JSONReader {
            try await send(.write(operation, path, body: .json(try await identity() + parameters)), field)
        }

        /// The one call by GET; it sends, so it is no read (`WIRE.md` §8).
        func writeByGet(
            _ operation: String, _ path: RequestPath, _ parameters: Parameters
        ) async throws(ServiceError) -> JSONReader {
            let identity: Parameters = [
                "owner_id": .secret(try await credentials["owner-id"]),
                "token": .secret(try await credentials["token"]),
            ]
            return try await send(.write(operation, by: .get, path, query: identity + parameters), nil)
        }

        private func identity() async throws(ServiceError) -> JSONValue {
            [
                "owner_id": .secret(try await credentials["owner-id"]),
                "token": .secret(try await credentials["token"]),
            ]
        }

        private func send(
            _ request: HTTPRequest, _ field: FieldID?
        ) async throws(ServiceError) -> JSONReader {
            do throws(ServiceError) {
                return try await transport.send(request).payload
            } catch {
                var blamed = error
                blamed.field = error.code == .invalid ? Fault.formField(of: error.field) ?? field : nil
                throw blamed
            }
        }
    }
}
