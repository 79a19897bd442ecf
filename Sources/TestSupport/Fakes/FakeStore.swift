package import ServiceCore
import Synchronization

/// Rows of every kind in memory behind real operations, with failures, delays and changes as a test scripts them.
package final class FakeStore: Sendable {
    struct State {
        var rows: [ResourceKind: [any Resource]] = [:]
        var calls: [FakeCall] = []
        var failures: [String: [ServiceError]] = [:]
        var held: Set<String> = []
        var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
        var arrivals: [(name: String, count: Int, told: @Sendable () -> Void)] = []
        var changes: [AsyncStream<ConnectionChange>.Continuation] = []
        var watches: [AsyncStream<CampaignUpdate>.Continuation] = []
        var plan: LaunchPlan?
        var report: CampaignReport?
        var outcome: LaunchOutcome?
        var reach: MessageAudience?
        var remarks: [FormRemark] = []
    }

    let state = Mutex(State())
    package let id: ConnectionID

    package init(_ id: ConnectionID = "fake") { self.id = id }

    // MARK: Rows

    /// Adds rows, or replaces those of the same id, without a word to anybody.
    package func put<R: Resource>(_ resources: [R]) {
        state.withLock { state in
            for resource in resources {
                let place = state.rows[R.kind]?.firstIndex { $0.id == resource.id }
                if let place {
                    state.rows[R.kind]?[place] = resource
                } else {
                    state.rows[R.kind, default: []].append(resource)
                }
            }
        }
    }

    package func all<R: Resource>(_ type: R.Type = R.self) -> [R] {
        state.withLock { ($0.rows[R.kind] ?? []).compactMap { $0 as? R } }
    }

    package func row<R: Resource>(_ native: String, _ type: R.Type = R.self) -> R? {
        all(type).first { $0.id.native == native }
    }

    /// Changes one row behind everybody's back.
    package func change<R: Resource>(_ native: String, _ type: R.Type = R.self, _ change: (inout R) -> Void) {
        guard var resource = row(native, type) else { return }
        change(&resource)
        put([resource])
    }

    package func remove(_ kind: ResourceKind, _ natives: [String]) {
        state.withLock { $0.rows[kind]?.removeAll { natives.contains($0.id.native) } }
    }

    // MARK: Script

    /// Lets the next call of this name fail; several are used up in order.
    package func fail(_ name: String, _ error: ServiceError) {
        state.withLock { $0.failures[name, default: []].append(error) }
    }

    /// Keeps every further call of this name waiting.
    package func hold(_ name: String) {
        state.withLock { _ = $0.held.insert(name) }
    }

    /// Answers the waiting call that stands at `index`, oldest first.
    package func release(_ name: String, at index: Int = 0) {
        let continuation = state.withLock { $0.waiting[name]?.remove(at: index) }
        continuation?.resume()
    }

    /// Answers all that wait and holds no more.
    package func releaseAll(_ name: String) {
        let waiting = state.withLock { state in
            state.held.remove(name)
            return state.waiting.removeValue(forKey: name) ?? []
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns once this many calls of the name are held.
    package func arrival(of name: String, count: Int = 1) async {
        await untilTold { told in
            let isThere = state.withLock { state in
                if (state.waiting[name]?.count ?? 0) >= count { return true }
                state.arrivals.append((name, count, told))
                return false
            }
            if isThere { told() }
        }
    }

    /// Tells every listener of a change.
    package func push(_ change: ConnectionChange) {
        for stream in state.withLock({ $0.changes }) { stream.yield(change) }
    }

    /// What forms of contacts and messages remark of their values from now on.
    package func remarks(_ remarks: [FormRemark]) { state.withLock { $0.remarks = remarks } }

    var formRemarks: FormRemarks? {
        guard !state.withLock({ $0.remarks.isEmpty }) else { return nil }
        return FormRemarks { [self] values async throws(ServiceError) in
            try await enter(FakeCall("form.remarks", values: values))
            return state.withLock { $0.remarks }
        }
    }

    // MARK: Record

    package var calls: [FakeCall] { state.withLock { $0.calls } }

    package func calls(_ name: String) -> [FakeCall] { calls.filter { $0.name == name } }

    package func forgetCalls() { state.withLock { $0.calls = [] } }

    /// Records a call, waits while its name is held, then fails if the script says so.
    package func enter(_ call: FakeCall) async throws(ServiceError) {
        let isHeld = state.withLock { state in
            state.calls.append(call)
            return state.held.contains(call.name)
        }
        if isHeld { await wait(call.name) }
        let failure = state.withLock { state in
            state.failures[call.name]?.isEmpty == false ? state.failures[call.name]?.removeFirst() : nil
        }
        if let failure { throw failure }
    }

    private func wait(_ name: String) async {
        await withCheckedContinuation { continuation in
            let here = state.withLock { state in
                state.waiting[name, default: []].append(continuation)
                let count = state.waiting[name]?.count ?? 0
                let here = state.arrivals.filter { $0.name == name && $0.count <= count }.map(\.told)
                state.arrivals.removeAll { $0.name == name && $0.count <= count }
                return here
            }
            for told in here { told() }
        }
    }
}
