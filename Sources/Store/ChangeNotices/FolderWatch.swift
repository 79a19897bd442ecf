import Dispatch
package import Foundation
import Glibc
import Synchronization

/// Calls back soon after a file in a folder is written, removed or replaced, and once more when it has become quiet.
///
/// The second call is for writers that ring no bell: their journal is written before their commit shows.
package final class FolderWatch: Sendable {
    private static let gathering = DispatchTimeInterval.milliseconds(20)
    private static let settling = DispatchTimeInterval.milliseconds(180)

    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let queue = DispatchQueue(label: "platform.folder-watch")
    private let report: @Sendable () -> Void
    private let isPending = Mutex(false)

    /// What of a folder is told.
    enum Subject {
        /// Its files' content, and whether the folder and they are still there.
        case files
        /// What comes to stand in it.
        case arrivals

        fileprivate var events: Int32 {
            switch self {
            case .files: IN_MODIFY | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF
            case .arrivals: IN_CREATE | IN_MOVED_TO | IN_MOVE_SELF
            }
        }
    }

    /// - Returns: nil where the kernel gives no more watches; changes of this process are still told.
    package convenience init?(_ folder: URL, report: @escaping @Sendable () -> Void) {
        self.init(folder, of: .files, report: report)
    }

    init?(_ folder: URL, of subject: Subject, report: @escaping @Sendable () -> Void) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        guard inotify_add_watch(descriptor, folder.path, UInt32(subject.events)) >= 0 else {
            close(descriptor)
            return nil
        }
        var parent = folder.deletingLastPathComponent()
        while parent.pathComponents.count > 1 {
            inotify_add_watch(descriptor, parent.path, UInt32(IN_MOVE_SELF))
            parent.deleteLastPathComponent()
        }
        self.report = report
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in
            Self.drain(descriptor)
            self?.gather()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit { source.cancel() }

    /// Calls back no more.
    package func stop() { source.cancel() }

    private func gather() {
        let isFirst = isPending.withLock { pending in
            defer { pending = true }
            return !pending
        }
        guard isFirst else { return }
        queue.asyncAfter(deadline: .now() + Self.gathering) { [weak self] in
            guard let self, !source.isCancelled else { return }
            isPending.withLock { $0 = false }
            report()
            queue.asyncAfter(deadline: .now() + Self.settling) { [weak self] in
                guard let self, !source.isCancelled, !isPending.withLock({ $0 }) else { return }
                report()
            }
        }
    }

    /// What the events say does not matter, only that there were some.
    private static func drain(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}
