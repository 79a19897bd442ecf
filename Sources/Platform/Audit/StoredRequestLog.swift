package import ServiceCore

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
