package import Foundation
import Synchronization

/// Calls back when a file in a folder changes, also where the folder comes only later, goes, or comes again: while it is not
/// there, the nearest folder above it is watched.
package final class AwaitedFolder: Sendable {
    private struct State {
        var watch: FolderWatch?
        var isThere = false
        var isStopped = false
    }

    private let folder: URL
    private let report: @Sendable () -> Void
    private let state = Mutex(State())

    package init(_ folder: URL, report: @escaping @Sendable () -> Void) {
        self.folder = folder.standardizedFileURL
        self.report = report
        _ = follow()
    }

    /// Calls back no more.
    package func stop() { state.withLock { $0 = State(isStopped: true) } }

    private func look() {
        let wasThere = state.withLock(\.isThere)
        // What is watched may be a folder that has gone, with another in its place; so it is watched anew before it is read.
        let isThere = follow()
        if isThere || wasThere, state.withLock({ !$0.isStopped }) { report() }
    }

    /// Watches as much of the path as there is; what came while that began is looked for again.
    ///
    /// - Returns: whether the folder is there.
    private func follow() -> Bool {
        var nearest = nearestThere
        while true {
            let isThere = nearest == folder
            let watch = FolderWatch(nearest, of: isThere ? .files : .arrivals) { [weak self] in self?.look() }
            let isStopped = state.withLock { state in
                if !state.isStopped { state = State(watch: watch, isThere: isThere) }
                return state.isStopped
            }
            let now = nearestThere
            guard now != nearest, !isStopped else { return isThere }
            nearest = now
        }
    }

    private var nearestThere: URL {
        var place = folder
        while place.pathComponents.count > 1, !place.isFolder { place.deleteLastPathComponent() }
        return place
    }
}

extension URL {
    fileprivate var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
