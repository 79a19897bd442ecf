internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import ServiceCore

/// Hands each request to the dialect whose path it has.
struct DialectResponder: HTTPResponder {
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any NIOCore.Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            channel = source.channel
        }
    }

    let dialects: [any Dialect]
    let intake: RequestIntake
    /// Why calls fail at the moment; nil while they do not.
    let trouble: @Sendable () async -> ServiceError?
    private let logger = Logger(label: "sendboard.server")

    func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        let received = intake.head(of: request, peer: context.channel.remoteAddress?.ipAddress ?? "")
        let (name, answer) = await answer(received, request, context.channel)
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
        if fault == .busy { answer.headers.append(("retry-after", Self.pause)) }
        return Self.last(answer)
    }

    private func answer(
        _ received: ServerRequest, _ request: Request, _ channel: any NIOCore.Channel
    ) async -> (name: String, ServerResponse) {
        if received.path == ["healthz"] { return ("health", await health()) }
        guard let dialect = dialects.first(where: { $0.serves(received.path) }) else {
            return ("none", .text(404, "There is nothing at this address.\n"))
        }
        let name = type(of: dialect).name
        let share = intake.budget.share()
        do throws(RequestIntake.End) {
            var received = received
            received.body = try await intake.body(
                of: request, in: share, limit: type(of: dialect).bodyLimit,
                judge: { [received] beginning in
                    var begun = received
                    begun.body = beginning
                    return await dialect.admission(begun)
                }, goOn: { channel.triggerUserOutboundEvent(BodyWanted(), promise: nil) })
            // What it holds is given back once the request is answered.
            let answer = await dialect.answer(received)
            withExtendedLifetime(share) {}
            return (name, answer)
        } catch {
            switch error {
            case .fault(let fault): return (name, refusal(fault, received.path))
            case .refused(let answer): return (name, Self.last(answer))
            }
        }
    }

    /// What is left of the request is not read.
    private static func last(_ answer: ServerResponse) -> ServerResponse {
        var answer = answer
        answer.headers.append(("connection", "close"))
        return answer
    }

    /// In seconds, by when a body or two have been answered.
    private static let pause = "5"

    /// 200 while calls can be answered; else the reason, for whoever looks after the machine.
    private func health() async -> ServerResponse {
        guard let trouble = await trouble() else { return .text(200, "ok\n") }
        return .text(503, trouble.message + "\n")
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
