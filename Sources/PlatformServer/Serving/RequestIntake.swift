internal import Hummingbird
internal import NIOCore
import ServiceCore

/// Reads HTTP requests into values that dialects understand.
struct RequestIntake: Sendable {
    /// As much of a body as comes before it must be known whose it is, where anything tells that before its end.
    static let opening = 128 << 10

    let options: ServerOptions
    let budget: BodyBudget

    init(options: ServerOptions) {
        self.options = options
        budget = BodyBudget(limit: options.bodyBudget, unknownLimit: options.unknownBodyBudget)
    }

    /// Why a request is answered before its body is there.
    enum End: Error {
        case fault(RequestFault)
        case refused(ServerResponse)
    }

    /// What is known before the body is there.
    func head(of request: Request, peer: String) -> ServerRequest {
        let target = request.head.path ?? "/"
        let parts = target.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.prefix(1).flatMap { $0.split(separator: UInt8(ascii: "/")) }.map {
            PercentDecoding.text($0)
        }
        var headers: [(name: String, value: String)] = request.headers.map {
            ($0.name.canonicalName, $0.value)
        }
        if let host = request.head.authority { headers.append(("host", host)) }
        let forwarded = headers.filter { $0.name == "x-forwarded-for" }.map(\.value)
        return ServerRequest(
            request.method.rawValue.uppercased(), path,
            query: RequestFields(encoded: Array(parts.dropFirst().joined())), headers: headers,
            caller: ClientAddress.caller(peer: peer, forwarded: forwarded, trusting: options.trustedProxies))
    }

    /// The whole body, where it is no longer than may be; the connection's guard sees to the time.
    ///
    /// A long one, and one that is waited with, is read only once the dialect has seen what came before it.
    ///
    /// - Parameters:
    ///   - share: holds the bytes.
    ///   - limit: of this kind of request, in bytes.
    ///   - judge: asks the dialect of the head and the beginning of the body.
    ///   - goOn: tells the caller that the body is wanted.
    func body(
        of request: Request, in share: BodyBudget.Share, limit: Int = .max,
        judge: ([UInt8]) async -> Admission, goOn: () -> Void
    ) async throws(End) -> [UInt8] {
        let isAwaited = try Self.isAwaited(request)
        let length = request.headers[.contentLength].flatMap { Int($0) }
        let limit = min(limit, options.bodyLimit)
        if length ?? 0 > limit { throw .fault(.tooLarge) }
        if length ?? 0 == 0, request.headers[.transferEncoding] == nil { return [] }
        if isAwaited || length ?? 0 > Self.opening { try await ask(judge, [], share) }
        if isAwaited { goOn() }
        let body = try await read(request.body, in: share, limit, judge)
        // A connection that is cut off ends its body as if that were all.
        if Task.isCancelled || length.map({ $0 != body.count }) ?? false { throw .fault(.malformed) }
        return body
    }

    private func read(
        _ source: RequestBody, in share: BodyBudget.Share, _ limit: Int,
        _ judge: ([UInt8]) async -> Admission
    ) async throws(End) -> [UInt8] {
        var body: [UInt8] = []
        var isJudged = false
        var parts = source.makeAsyncIterator()
        while let part = try await Self.next(&parts) {
            if body.count + part.readableBytes > limit { throw .fault(.tooLarge) }
            let isHeld = share.take(part.readableBytes)
            guard isHeld || !isJudged else { throw .fault(.busy) }
            body += part.readableBytesView
            if !isJudged, !isHeld || body.count > Self.opening {
                isJudged = true
                try await ask(judge, body, share)
            }
            // There is more room for who is known.
            guard isHeld || share.take(part.readableBytes) else { throw .fault(.busy) }
        }
        return body
    }

    private static func next(_ parts: inout RequestBody.AsyncIterator) async throws(End) -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch let fault as RequestFault {
            throw .fault(fault)
        } catch {
            throw .fault(.malformed)
        }
    }

    private func ask(
        _ judge: ([UInt8]) async -> Admission, _ beginning: [UInt8], _ share: BodyBudget.Share
    ) async throws(End) {
        switch await judge(beginning) {
        case .known: share.know()
        case .unknown: break
        case .refused(let answer): throw .refused(answer)
        }
    }

    /// Whether the caller sends the body only when told to.
    private static func isAwaited(_ request: Request) throws(End) -> Bool {
        let expectations = request.headers[values: .expect].joined(separator: ",").split(separator: ",")
            .map { String($0).trimmingBlanks.lowercased() }
        guard expectations.allSatisfy({ $0 == "100-continue" }) else { throw .fault(.unknownExpectation) }
        return !expectations.isEmpty
    }
}
