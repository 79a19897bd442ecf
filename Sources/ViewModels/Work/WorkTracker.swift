import Observation

/// The only place that starts waiting; view models hand it their operations.
///
/// Work under the same key follows a policy, so that two refreshes never race. `settle()` returns when
/// nothing but background work runs: tests await it instead of sleeping.
@MainActor @Observable
package final class WorkTracker {
    package enum Policy: Sendable {
        /// Cancels what runs under the key and starts anew.
        case replace
        /// Lets what runs under the key finish and starts nothing.
        case join
        /// Replaces, and is not waited for by `settle()`: timers, watches, prefetches.
        case background
    }

    private struct Entry {
        var generation: Int
        var task: Task<Void, Never>
        var isBackground: Bool
    }

    @ObservationIgnored private var entries: [String: Entry] = [:]
    @ObservationIgnored private var generation = 0
    /// How many pieces of work a person is waiting for.
    package private(set) var foregroundCount = 0

    package init() {}

    package var isBusy: Bool { foregroundCount > 0 }

    package func isRunning(_ key: String) -> Bool { entries[key] != nil }

    package func start(_ key: String, _ policy: Policy, _ work: @escaping @MainActor () async -> Void) {
        if let running = entries[key] {
            guard policy != .join else { return }
            running.task.cancel()
            forget(key)
        }
        generation += 1
        let own = generation
        let isBackground = policy == .background
        let task = Task { @MainActor [weak self] in
            await work()
            self?.finish(key, own)
        }
        entries[key] = Entry(generation: own, task: task, isBackground: isBackground)
        if !isBackground { foregroundCount += 1 }
    }

    package func cancel(_ key: String) {
        entries[key]?.task.cancel()
        forget(key)
    }

    /// Cancels what a person waits for; says whether there was anything.
    package func cancelForeground() -> Bool {
        let keys = entries.filter { !$0.value.isBackground }.keys
        for key in keys { cancel(key) }
        return !keys.isEmpty
    }

    package func cancelAll() {
        for key in Array(entries.keys) { cancel(key) }
    }

    /// Returns once no foreground work runs, however much was started meanwhile.
    package func settle() async {
        while let entry = entries.values.first(where: { !$0.isBackground }) {
            await entry.task.value
        }
    }

    /// Returns once what now runs under a key, background or not, has ended.
    package func settle(_ key: String) async { await entries[key]?.task.value }

    private func finish(_ key: String, _ own: Int) {
        guard entries[key]?.generation == own else { return }
        forget(key)
    }

    private func forget(_ key: String) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        if !entry.isBackground { foregroundCount -= 1 }
    }
}
