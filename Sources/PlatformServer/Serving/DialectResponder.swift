internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Hands each request to the dialect whose path it has.
struct DialectResponder: HTTPResponder {
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        /// The address of the caller's machine.
        let caller: String

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            caller = source.channel.remoteAddress?.ipAddress ?? ""
        }
    }

    let dialects: [any Dialect]
    let intake: RequestIntake
    private let logger = Logger(label: "sendboard.server")

    func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        var received = RequestIntake.head(of: request, caller: context.caller)
        let (name, answer) = await answer(&received, request)
        // Neither query nor body: keys and people's addresses stand there.
        logger.debug(
            "request",
            metadata: [
                "dialect": "\(name)", "method": "\(received.method)", "status": "\(answer.status)",
                "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
        return Self.response(answer)
    }

    /// What is said of a request that cannot be read, in the words of the dialect whose path it has.
    func refusal(_ fault: RequestFault, _ path: [String]) -> ServerResponse {
        let dialect = dialects.first { $0.serves(path) }
        var answer = dialect?.refusal(fault) ?? .text(400, "The request cannot be read.\n")
        // What is left of the request is not read.
        answer.headers.append(("connection", "close"))
        return answer
    }

    private func answer(
        _ received: inout ServerRequest, _ request: Request
    ) async -> (name: String, ServerResponse) {
        if received.path == ["healthz"] { return ("health", .text(200, "ok\n")) }
        guard let dialect = dialects.first(where: { $0.serves(received.path) }) else {
            return ("none", .text(404, "There is nothing at this address.\n"))
        }
        let name = type(of: dialect).name
        do throws(RequestFault) {
            received.body = try await intake.body(of: request)
        } catch {
            return (name, refusal(error, received.path))
        }
        return (name, await dialect.answer(received))
    }

    private static func response(_ answer: ServerResponse) -> Response {
        var headers = HTTPFields()
        for header in answer.headers {
            if let name = HTTPField.Name(header.name) {
                headers.append(HTTPField(name: name, value: header.value))
            }
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
