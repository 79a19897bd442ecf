import FoundationEssentials
import ServiceCore
import Synchronization

/// Says on standard error that a platform makes a read wait, and until when.
final class WaitNotes: Sendable {
    private let console: Console
    /// That of the times that are told.
    private let zone: WallZone
    /// Until when each is known to wait.
    private let told = Mutex<[ConnectionID: Date]>([:])

    init(_ console: Console, zone: WallZone) {
        self.console = console
        self.zone = zone
    }

    var asking: Asking { Asking { [self] connection, until in note(connection, until) } }

    /// Once for each wait: reads beside each other wait for the same, give or take the time of their answers.
    private func note(_ connection: ConnectionID, _ until: Date) {
        let now = console.now()
        let isNew = told.withLock { told in
            let known = told[connection] ?? .distantPast
            told[connection] = max(known, until)
            return until > now && (known <= now || until.timeIntervalSince(known) > 1)
        }
        if isNew { tell(connection, until, Int(until.timeIntervalSince(now).rounded(.up))) }
    }

    private func tell(_ connection: ConnectionID, _ until: Date, _ seconds: Int) {
        // What was read before is seen meanwhile, whoever reads it.
        try? console.output.flush()
        let time = zone.wall(until).clockText
        let line = "\(connection) waits until \(time): the platform asked for \(seconds) s."
        // A line that renews itself gives way and comes back.
        try? console.errors.write(console.errors.isTerminal ? "\r\u{1B}[K" : "")
        try? console.errors.line(SafeLine.of(line))
        try? console.errors.flush()
    }
}
