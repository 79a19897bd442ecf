internal import Hummingbird
internal import NIOCore

/// Reads HTTP requests into values that dialects understand.
struct RequestIntake: Sendable {
    let options: ServerOptions

    /// What is known before the body is there.
    static func head(of request: Request, caller: String) -> ServerRequest {
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
        return ServerRequest(
            request.method.rawValue.uppercased(), path,
            query: RequestFields(encoded: parts.dropFirst().joined()), headers: headers, caller: caller)
    }

    /// The whole body, where it is no longer than may be; the connection's guard sees to the time.
    func body(of request: Request) async throws(RequestFault) -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if length ?? 0 > options.bodyLimit { throw .tooLarge }
        if length ?? 0 == 0, request.headers[.transferEncoding] == nil { return [] }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: options.bodyLimit)
        } catch let fault as RequestFault {
            throw fault
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch {
            throw .malformed
        }
        // A connection that is cut off ends its body as if that were all.
        if Task.isCancelled || length.map({ $0 != body.readableBytes }) ?? false { throw .malformed }
        return Array(body.readableBytesView)
    }
}
