import FoundationEssentials
package import ServiceCore
import Store

/// The log of calls to hosted platforms; the oldest go when it is full.
enum RequestQueries {
    /// Some days of a busy console; about 20 MB.
    static let limit = 100_000

    /// The newest calls, newest first.
    static func recent(_ limit: Int, in db: ReadTransaction) throws -> [LoggedRequest] {
        try SQLRow.fetchAll(db, "SELECT * FROM request_log ORDER BY id DESC LIMIT \(limit)")
            .map { row in
                LoggedRequest(
                    time: Date(storedTime: row["at"]), connection: ConnectionID(row["connection"]),
                    operation: row["operation"], status: row["status"],
                    code: (row["error"] as String?).flatMap { ServiceError.Code(rawValue: $0) },
                    duration: .microseconds(row["duration_us"] as Int64))
            }
    }

    static func append(_ request: LoggedRequest, in db: WriteTransaction) throws {
        let time = request.duration.components
        let microseconds = time.seconds * 1_000_000 + time.attoseconds / 1_000_000_000_000
        let id = try db.insert(
            into: "request_log",
            [
                ("at", request.time.storedTime), ("connection", request.connection.name),
                ("operation", request.operation), ("status", request.status),
                ("duration_us", microseconds), ("error", request.code?.rawValue),
            ])
        try db.execute("DELETE FROM request_log WHERE id <= \(id - Int64(limit))")
    }
}

/// The calls to hosted platforms, kept in the embedded platform's store.
package struct StoredRequestLog: RequestLog {
    private let store: PlatformStore

    package init(_ store: PlatformStore) { self.store = store }

    /// The newest calls, newest first; none where they cannot be read.
    package func recent(_ limit: Int = 500) async -> [LoggedRequest] {
        (try? await store.read { db in try RequestQueries.recent(limit, in: db) }) ?? []
    }

    /// A call that cannot be kept is no reason to fail the call.
    package func record(_ request: LoggedRequest) async {
        do throws(ServiceError) {
            try await store.write { db in try RequestQueries.append(request, in: db) }
        } catch {}
    }
}
