import FoundationEssentials
import ServiceCore

/// Since when rows are no longer as their platforms have them, and why.
extension TableModel {
    /// `stale since 14:03: 503 · r retries`, with the connection's name where there are several; and who makes a read
    /// wait, `dyn waits until 14:05:10`, which `r` does not change.
    var stale: String {
        var parts: [String] = []
        if let failure, table.hasLoaded, let since = failedSince {
            parts.append(Alike(reason: reason(failure), first: since).words(clock))
        }
        parts += alike.map { one in named(one.names, one.words(clock)) }
        let failed = gatheredFailures.map(\.connection)
        parts += held.filter { !failed.contains($0.connection) }.map { hold in
            named([hold.connection.name], waitText(hold.until))
        }
        let canRetry = failure != nil || failed.contains { one in !held.contains { $0.connection == one } }
        return parts.isEmpty ? "" : parts.joined(separator: ", ") + (canRetry ? " · r retries" : "")
    }

    /// Who asked to be left in peace, and until when; nil where nobody did.
    var holdText: String? {
        guard !held.isEmpty else { return nil }
        return held.map { "\($0.connection) \(waitText($0.until))." }.joined(separator: " ")
    }

    private func named(_ names: [String], _ words: String) -> String {
        source?.members.count == 1 ? words : "\(names.joined(separator: " ")) \(words)"
    }

    private func waitText(_ until: Date) -> String { "waits until \(TimeText(clock).column(until))" }

    /// The connections that asked to be left in peace: of a read that waits for it, or of one that failed.
    private var held: [(connection: ConnectionID, until: Date)] {
        (source?.gathered ?? []).compactMap { gathered in
            let until = waits[gathered.connection] ?? freshness[gathered.connection]?.heldUntil
            return until.flatMap { $0 > clock.date() ? (gathered.connection, $0) : nil }
        }
    }

    private var gatheredFailures: [(connection: ConnectionID, failure: ServiceError, since: Date)] {
        (source?.gathered ?? []).compactMap { gathered in
            guard let state = freshness[gathered.connection], let failure = state.failure,
                let since = state.failedSince
            else { return nil }
            return (gathered.connection, failure, since)
        }
    }

    /// Those that failed alike, named together: one server that dies is one sentence, whatever the
    /// minute in which each connection met it.
    private var alike: [Alike] {
        var alike: [Alike] = []
        for (connection, failure, since) in gatheredFailures {
            let hold = held.first { $0.connection == connection }
            let reason = [reason(failure), hold.map { waitText($0.until) }].compactMap(\.self)
                .joined(separator: ", ")
            let index = alike.firstIndex { $0.reason == reason } ?? alike.endIndex
            if index == alike.endIndex { alike.append(Alike(reason: reason, first: since)) }
            alike[index].add(connection.name, since)
        }
        return alike
    }

    /// A status that says so by itself, else what kind of failure it is: a 200 may hold one too.
    private func reason(_ failure: ServiceError) -> String {
        guard let status = failure.origin?.status, status >= 400 else { return failure.code.words }
        return String(status)
    }
}

/// Connections that failed for one reason, the first of them at `first` and the last at `last`.
private struct Alike {
    let reason: String
    private(set) var names: [String] = []
    private(set) var first: Date
    private(set) var last: Date

    init(reason: String, first: Date) {
        self.reason = reason
        (self.first, last) = (first, first)
    }

    mutating func add(_ name: String, _ since: Date) {
        names.append(name)
        (first, last) = (min(first, since), max(last, since))
    }

    /// `stale since 14:03: 503`, and `stale since 14:03–14:05: 503` where it was not in one minute.
    func words(_ clock: BoardClock) -> String {
        let times = [first, last].map(TimeText(clock).hourMinute)
        return "stale since \(times[0] == times[1] ? times[0] : "\(times[0])–\(times[1])"): \(reason)"
    }
}

extension ServiceError.Code {
    /// `timed out`: short enough for a title.
    fileprivate var words: String {
        // Nothing that a person typed is wrong with a read that runs by itself.
        if self == .invalid || self == .notListed { return "refused" }
        return rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
