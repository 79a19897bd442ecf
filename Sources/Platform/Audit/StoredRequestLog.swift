import FoundationEssentials
package import ServiceCore
import Store

/// The calls to hosted platforms, kept in the embedded platform's store; the oldest go when it is full.
package struct StoredRequestLog: RequestLog {
    /// Some days of a busy console; about 20 MB.
    private static let limit = 100_000

    private let store: PlatformStore

    package init(_ store: PlatformStore) { self.store = store }

    /// The newest calls, newest first; none where they cannot be read.
    package func recent(_ limit: Int = 500) async -> [LoggedRequest] {
        let rows = try? await store.read { db in
            try SQLRow.fetchAll(db, "SELECT * FROM request_log ORDER BY id DESC LIMIT \(limit)").map { row in
                LoggedRequest(
                    time: row["at"], connection: ConnectionID(row["connection"]),
                    operation: row["operation"], status: row["status"],
                    code: (row["error"] as String?).flatMap { ServiceError.Code(rawValue: $0) },
                    duration: .microseconds(row["duration_us"] as Int64))
            }
        }
        return rows ?? []
    }

    /// A call that cannot be kept is no reason to fail the call.
    package func record(_ request: LoggedRequest) async {
        let time = request.duration.components
        let microseconds = time.seconds * 1_000_000 + time.attoseconds / 1_000_000_000_000
        do throws(ServiceError) {
            try await store.write { db in
                let id = try db.insert(
                    into: "request_log",
                    [
                        ("at", request.time), ("connection", request.connection.name),
                        ("operation", request.operation), ("status", request.status),
                        ("duration_us", microseconds), ("error", request.code?.rawValue),
                    ])
                try db.execute("DELETE FROM request_log WHERE id <= \(id - Int64(Self.limit))")
            }
        } catch {}
    }
}
