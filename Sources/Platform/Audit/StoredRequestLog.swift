package import ServiceCore

/// The calls to hosted platforms, kept in the embedded platform's store.
package struct StoredRequestLog: RequestLog {
    private let store: PlatformStore

    package init(_ store: PlatformStore) { self.store = store }

    /// A call that cannot be kept is no reason to fail the call.
    package func record(_ request: LoggedRequest) async {
        do throws(ServiceError) {
            try await store.write { db in try RequestQueries.append(request, in: db) }
        } catch {}
    }
}
