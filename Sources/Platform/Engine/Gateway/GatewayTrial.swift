package import ServiceCore

/// A question to a gateway that sends nothing.
package struct GatewayTrial: Sendable {
    private let gateway: GatewayAddress
    private let password: @Sendable () throws(ServiceError) -> Secret?

    package init(
        _ gateway: GatewayAddress, password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) {
        (self.gateway, self.password) = (gateway, password)
    }

    /// - Returns: what is known of it then: `in clear, on this machine, logged in as kim`.
    /// - Throws: what is wrong with it and what it said.
    package func run() async throws(ServiceError) -> String {
        let secret = try PlatformTransport.password(of: gateway, password)
        let connection = try await GatewayConnection.open(to: gateway, limit: .seconds(10))
        defer { connection.close() }
        switch await connection.ask(KannelRequest.trial(of: gateway, password: secret)) {
        case .success(let answer): return try words(answer)
        case .failure where gateway.scheme == .encrypted:
            throw ServiceError(
                .unreachable,
                "\(gateway.host) gives no answer, or shows no TLS certificate that is valid for it.")
        case .failure: throw ServiceError(.unreachable, "\(gateway.host) gives no answer.")
        }
    }

    private func words(_ answer: GatewayAnswer) throws(ServiceError) -> String {
        let reply = KannelAnswer.reply(status: answer.status, body: answer.body)
        switch reply.code {
        // What was asked named no number.
        case 400, 422: return [gateway.words, login].compactMap { $0 }.joined(separator: ", ")
        case 401:
            throw ServiceError(
                .unauthorized, "\(gateway.host) refuses the log-in: \(answer.status) \(reply.text).",
                hint: "Give the right password: --password-stdin")
        case 404, 405:
            throw ServiceError(
                .refused, "\(gateway.host) has no sendsms at \(gateway.path): \(reply.line).",
                hint:
                    "Kannel's is /cgi-bin/sendsms on its sendsms-port unless its configuration says otherwise."
            )
        default:
            throw ServiceError(
                .malformedAnswer,
                "\(gateway.host) does not answer as Kannel does: \(answer.status) \(reply.text).")
        }
    }

    private var login: String? { gateway.user.map { "logged in as \($0)" } }
}
