package import Foundation
package import ServiceCore
import Store

/// Fills a platform with lifelike data: every resource in every state, people with names in many scripts.
package enum SampleData {
    /// Contacts of `sendboard demo` unless it is told a number.
    package static let defaultContacts = 20_000

    package enum State: Sendable {
        /// Not made by `demo`, or not there.
        case foreign
        /// Made by `demo`, which was interrupted; only fit to be removed.
        case unfinished
        case complete
    }

    package static func state(of path: String) -> State {
        let marker = marker(in: URL(filePath: path, directoryHint: .isDirectory))
        guard let text = try? String(contentsOf: marker, encoding: .utf8) else { return .foreign }
        return text == Self.complete ? .complete : .unfinished
    }

    /// Fills an empty platform with rows; some tenths of a second for the default number.
    ///
    /// Nothing is forced onto the disk before the end, so an interrupted fill leaves a folder of state `.unfinished`. What
    /// campaigns and programs have sent is left to the next engine on the folder, or to `finish`.
    ///
    /// - Parameters:
    ///   - contacts: how many people there are in all accounts together.
    ///   - seed: the same seed gives the same people.
    ///   - progress: called some times a second, on a thread of the store.
    /// - Throws: `.refused` where the platform has accounts already.
    package static func fill(
        _ store: PlatformStore, contacts: Int = defaultContacts, seed: Int = 1, now: Date = Date(),
        progress: @escaping @Sendable (SampleProgress) -> Void = { _ in }
    ) async throws(ServiceError) {
        try await SamplePlan.requireEmpty(store)
        try mark(store, unfinished)
        let plan = SamplePlan(contacts: contacts, seed: seed, now: now.storedTime, vault: store.vault)
        try await store.writeRelaxed { db in
            try MetaKey.createdByDemo.set("unfinished", in: db)
            try plan.write(in: db, progress)
            try MetaKey.createdByDemo.set("yes", in: db)
        }
        try mark(store, complete)
    }

    /// Has the engine play the sample's past, where no other process has the engine and so does it; some two seconds.
    ///
    /// A past that was cut off is gone on with, and one that was played is left as it is.
    ///
    /// - Throws: `.cancelled` where the task is; what was played until then stays.
    package static func finish(
        _ context: PlatformContext, progress: @escaping @Sendable (SampleProgress) -> Void = { _ in }
    ) async throws(ServiceError) {
        if EngineLock.holder(of: context.store) == nil {
            let tenure = try await EngineLock(context.store).acquire()
            defer { tenure.end() }
            try await SamplePlayer.play(in: context, under: tenure, report: progress)
        }
        guard !Task.isCancelled else {
            throw ServiceError(
                .cancelled, "The sample's past was not played to its end.",
                hint: "The next engine on the folder goes on with it.")
        }
        progress(SampleProgress(.finished))
    }

    private static let unfinished = "unfinished\n"
    private static let complete = "complete\n"

    private static func marker(in folder: URL) -> URL { folder.appending(path: "made-by-demo") }

    private static func mark(_ store: PlatformStore, _ text: String) throws(ServiceError) {
        do {
            try Data(text.utf8).write(to: marker(in: store.directory.url), options: .atomic)
        } catch {
            throw ServiceError(
                .storage, "\(store.directory.url.path) cannot be marked as made by demo.",
                hint: "Check the permissions and the free space of the folder.")
        }
    }
}

/// How far the making of sample data has got.
package struct SampleProgress: Sendable, Equatable {
    package var phase: Phase
    package var done: Int
    package var total: Int
    /// Rows a second so far; 0 where the phase has no rows.
    package var rate: Int

    package init(_ phase: Phase, done: Int = 0, total: Int = 0, rate: Int = 0) {
        self.phase = phase
        self.done = done
        self.total = total
        self.rate = rate
    }

    package enum Phase: String, Sendable {
        case contacts, indices, search, campaigns, history, finished
    }

    /// One line for a terminal: `contacts 430,000 of 1,000,000 · 118,000/s · 5 s left`.
    package var text: String {
        guard total > 0 else { return phase.rawValue }
        var parts = ["\(phase.rawValue) \(NumberText.grouped(done)) of \(NumberText.grouped(total))"]
        if rate > 0 {
            parts.append("\(NumberText.grouped(rate))/s")
            parts.append("\((total - done + rate - 1) / rate) s left")
        }
        return parts.joined(separator: " · ")
    }
}
