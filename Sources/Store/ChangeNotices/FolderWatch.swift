import Dispatch
package import Foundation
import Glibc
import Synchronization

/// Calls back soon after a file in a folder is written, removed or replaced, and once more when it has become quiet.
///
/// The second call is for writers that ring no bell: their journal is written before their commit shows. Where the kernel
/// gives no more watches (there are 128 for all programs of a user, unless somebody has raised that), it looks by itself.
package final class FolderWatch: Sendable {
    private static let gathering = DispatchTimeInterval.milliseconds(20)
    private static let settling = DispatchTimeInterval.milliseconds(180)

    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let source: any DispatchSourceProtocol
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

    package convenience init(_ folder: URL, report: @escaping @Sendable () -> Void) {
        self.init(folder, of: .files, report: report)
    }

    /// - Parameter hasEvents: false looks by itself, as where there are no more watches.
    init(
        _ folder: URL, of subject: Subject, hasEvents: Bool = true, report: @escaping @Sendable () -> Void
    ) {
        self.report = report
        guard hasEvents, let descriptor = Self.events(of: folder, subject) else {
            let looks = FolderLooks(folder)
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + FolderLooks.pause, repeating: FolderLooks.pause)
            source = timer
            timer.setEventHandler { if looks.hasChanged() { report() } }
            timer.activate()
            return
        }
        let reading = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source = reading
        reading.setEventHandler { [weak self] in
            Self.drain(descriptor)
            self?.gather()
        }
        reading.setCancelHandler { close(descriptor) }
        reading.activate()
    }

    deinit { source.cancel() }

    /// Calls back no more.
    package func stop() { source.cancel() }

    /// Looks away for a moment, in which as much may be written as likes to: a busy writer makes thousands of events a
    /// second.
    private func gather() {
        isPending.withLock { $0 = true }
        source.suspend()
        // Held, as one that is suspended may not go.
        nonisolated(unsafe) let source = source
        queue.asyncAfter(deadline: .now() + Self.gathering) { [weak self] in
            source.resume()
            guard let self, !source.isCancelled else { return }
            isPending.withLock { $0 = false }
            report()
            queue.asyncAfter(deadline: .now() + Self.settling) { [weak self] in
                guard let self, !source.isCancelled, !isPending.withLock({ $0 }) else { return }
                report()
            }
        }
    }

    /// The kernel's events; nil where it gives none.
    private static func events(of folder: URL, _ subject: Subject) -> Int32? {
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
        return descriptor
    }

    /// What the events say does not matter, only that there were some.
    private static func drain(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}

/// Looks at the files of a folder again and again.
private final class FolderLooks: Sendable {
    static let pause = DispatchTimeInterval.milliseconds(500)

    private let folder: URL
    private let seen: Mutex<Set<Entry>?>

    private struct Entry: Hashable {
        let name: String
        let file: ino_t
        let size: off_t
        let seconds: time_t
        let nanoseconds: Int
    }

    init(_ folder: URL) {
        self.folder = folder
        seen = Mutex(Self.entries(folder))
    }

    /// Whether it is otherwise than at the last look.
    func hasChanged() -> Bool {
        let now = Self.entries(folder)
        return seen.withLock { seen in
            defer { seen = now }
            return now != seen
        }
    }

    /// Nil where there is no such folder.
    private static func entries(_ folder: URL) -> Set<Entry>? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names.map { names in
            Set(
                names.map { name in
                    var status = stat()
                    _ = stat(folder.path + "/" + name, &status)
                    return Entry(
                        name: name, file: status.st_ino, size: status.st_size,
                        seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
                })
        }
    }
}
