package import ServiceCore
import Synchronization

/// Keeps what was logged, to be counted and searched.
package final class RecordingRequestLog: RequestLog {
    private let kept = Mutex<[LoggedRequest]>([])

    package init() {}

    package var lines: [LoggedRequest] { kept.withLock { $0 } }

    package func record(_ request: LoggedRequest) async {
        kept.withLock { $0.append(request) }
    }
}
