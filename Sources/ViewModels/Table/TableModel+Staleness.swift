import FoundationEssentials
import ServiceCore

/// Since when rows are no longer as their platforms have them, and why.
extension TableModel {
    /// `stale since 14:03: 503 · r retries`, with the connection's name where there are several.
    var stale: String {
        var parts: [String] = []
        if let failure, table.hasLoaded, let since = failedSince {
            parts.append(Alike(reason: reason(failure), first: since).words(clock))
        }
        parts += alike.map { one in
            source?.members.count == 1
                ? one.words(clock) : "\(one.names.joined(separator: " ")) \(one.words(clock))"
        }
        return parts.isEmpty ? "" : parts.joined(separator: ", ") + " · r retries"
    }

    /// Those that failed alike, named together: one server that dies is one sentence, whatever the
    /// minute in which each connection met it.
    private var alike: [Alike] {
        var alike: [Alike] = []
        for gathered in source?.gathered ?? [] {
            guard let state = freshness[gathered.connection], let failure = state.failure,
                let since = state.failedSince
            else { continue }
            let reason = reason(failure)
            let index = alike.firstIndex { $0.reason == reason } ?? alike.endIndex
            if index == alike.endIndex { alike.append(Alike(reason: reason, first: since)) }
            alike[index].add(gathered.connection.name, since)
        }
        return alike
    }

    private func reason(_ failure: ServiceError) -> String {
        failure.origin?.status.map(String.init) ?? failure.code.words
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
        rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
