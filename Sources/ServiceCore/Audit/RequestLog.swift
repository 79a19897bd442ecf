package import FoundationEssentials

/// Where calls to hosted platforms are kept, without keys, bodies or full URLs.
package protocol RequestLog: Sendable {
    func record(_ request: LoggedRequest) async
}

/// One call to a platform, as much of it as may be kept.
package struct LoggedRequest: Sendable, Equatable {
    package var time: Date
    package var connection: ConnectionID
    package var operation: String
    package var status: Int?
    package var code: ServiceError.Code?
    package var duration: Duration

    package init(
        time: Date, connection: ConnectionID, operation: String, status: Int?, code: ServiceError.Code?,
        duration: Duration
    ) {
        self.time = time
        self.connection = connection
        self.operation = operation
        self.status = status
        self.code = code
        self.duration = duration
    }
}
