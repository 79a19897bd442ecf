import ServiceCore

/// What came in for bounces and changed nothing, newest first; it is read alone.
struct BounceReportKind: Sendable {
    let context: PlatformContext

    func operations() -> ResourceOperations<BounceReport> {
        let connection = context.connection
        return ResourceOperations(
            list: .walked(
                context.store, by: "time", because: "bounce reports are read in the order of time",
                KeptReports.walk(connection)),
            find: context.store.reading { key, db in
                try Int64(key).flatMap { try KeptReports.find($0, connection, in: db) }
            })
    }
}
