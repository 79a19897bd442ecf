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

    /// The whole body, where it is no longer and no later than may be.
    func body(of request: Request) async -> Result<[UInt8], RequestFault> {
        await withTaskGroup(of: Result<[UInt8], RequestFault>?.self) { group in
            group.addTask { await collect(request) }
            group.addTask {
                do { try await Task.sleep(for: options.bodyTime) } catch { return nil }
                return .failure(.tooSlow)
            }
            defer { group.cancelAll() }
            while let result = await group.next() { if let result { return result } }
            return .failure(.tooSlow)
        }
    }

    private func collect(_ request: Request) async -> Result<[UInt8], RequestFault> {
        do {
            let buffer = try await request.body.collect(upTo: options.bodyLimit)
            return .success(Array(buffer.readableBytesView))
        } catch is CancellationError {
            return .failure(.tooSlow)
        } catch {
            return .failure(.tooLarge)
        }
    }
}

extension RequestFault: Error {}
