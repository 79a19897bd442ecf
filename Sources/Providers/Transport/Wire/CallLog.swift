import FoundationEssentials
import Logging
import ServiceCore

/// Writes one line for each attempt: never a key, a body, a URL or the platform's words.
struct CallLog: Sendable {
    let requests: (any RequestLog)?
    let logger: Logger

    func record(
        _ call: CallContext, _ code: ServiceError.Code?, at date: Date, took duration: Duration, bytes: Int
    ) async {
        write(call, code, duration, bytes)
        guard let requests else { return }
        let line = LoggedRequest(
            time: date, connection: call.connection, operation: call.operation, status: call.status,
            code: code, duration: duration)
        // A task of its own, because a cancelled call is written down like any other.
        await Task { await requests.record(line) }.value
    }

    private func write(_ call: CallContext, _ code: ServiceError.Code?, _ duration: Duration, _ bytes: Int) {
        var metadata: Logger.Metadata = [
            "connection": "\(call.connection.name)", "operation": "\(call.operation)",
            "milliseconds": "\(Int(duration / .milliseconds(1)))", "bytes": "\(bytes)",
        ]
        if let status = call.status { metadata["status"] = "\(status)" }
        if let code { metadata["code"] = "\(code.rawValue)" }
        logger.log(level: code == nil ? .debug : .notice, "call", metadata: metadata)
    }
}
