import Platform
import ServiceCore
import Synchronization

/// Says where `serve` can be reached: on standard output, and to whoever asks `info` while it runs.
///
/// It keeps nobody waiting: what is noted in the data directory is written beside the serving, in the order of the calls.
final class Announcement: Sendable {
    private let platform: EmbeddedPlatform
    private let console: Console
    private let noting = Mutex<Task<Void, Never>?>(nil)

    init(_ platform: EmbeddedPlatform, _ console: Console) {
        (self.platform, self.console) = (platform, console)
    }

    /// - Parameter detail: what stands behind the URL on standard output.
    func listening(_ use: Listener.Use, at url: String, _ detail: String = "") {
        try? console.output.line("sendboard: listening on \(url)\(detail)")
        try? console.output.flush()
        note(use, at: url)
    }

    /// Of what has no address, for `info` alone.
    func note(_ use: Listener.Use, at place: String) {
        next { [platform] () async throws(ServiceError) in try await platform.listens(use, at: place) }
    }

    /// Takes back what was noted.
    func end() async {
        next { [platform] () async throws(ServiceError) in try await platform.endListening() }
        await noting.withLock { $0 }?.value
    }

    /// In a task of its own: the one that ends a server is cancelled, and would not write any more.
    private func next(_ work: @escaping @Sendable () async throws(ServiceError) -> Void) {
        noting.withLock { last in
            last = Task { [before = last] in
                await before?.value
                // A disk that is full now is no reason not to serve.
                do throws(ServiceError) { try await work() } catch { LogFile.note(error) }
            }
        }
    }
}

extension Listener {
    /// `http://127.0.0.1:8025 (wire APIs, process 412, since 2026-03-01 14:03:22 +01:00)`
    func words(_ zone: WallZone) -> String {
        "\(place) (\(useWords), \(ProcessWords.of(processID)), since \(zone.text(time)))"
    }

    private var useWords: String {
        switch use {
        case .apis: "wire APIs"
        case .pages: "pages of links"
        case .submission: "submission"
        case .bounces: "bounces"
        case .maildir: "a maildir of bounces"
        }
    }
}
