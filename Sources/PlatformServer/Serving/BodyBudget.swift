import Synchronization

/// How many bytes of bodies all connections together may hold, and how many of them for callers whose key is not known.
final class BodyBudget: Sendable {
    private let limit: Int
    private let unknownLimit: Int
    /// Bytes held for everybody, and of those for callers without a known key.
    private let held = Mutex<(all: Int, unknown: Int)>((0, 0))

    init(limit: Int, unknownLimit: Int) {
        self.limit = limit
        self.unknownLimit = unknownLimit
    }

    /// What one request holds until it is answered.
    final class Share: Sendable {
        private let budget: BodyBudget
        private let own = Mutex<(bytes: Int, isKnown: Bool)>((0, false))

        fileprivate init(_ budget: BodyBudget) { self.budget = budget }

        deinit { own.withLock { budget.add(-$0.bytes, isKnown: $0.isKnown) } }

        /// - Returns: false where there is no room; nothing is taken then.
        func take(_ bytes: Int) -> Bool {
            own.withLock { own in
                guard budget.take(bytes, isKnown: own.isKnown) else { return false }
                own.bytes += bytes
                return true
            }
        }

        /// The caller's key is right: what is held counts for everybody alone.
        func know() {
            own.withLock { own in
                if !own.isKnown { budget.know(own.bytes) }
                own.isKnown = true
            }
        }
    }

    func share() -> Share { Share(self) }

    private func take(_ bytes: Int, isKnown: Bool) -> Bool {
        held.withLock { held in
            guard held.all + bytes <= limit, isKnown || held.unknown + bytes <= unknownLimit else {
                return false
            }
            held.all += bytes
            if !isKnown { held.unknown += bytes }
            return true
        }
    }

    private func add(_ bytes: Int, isKnown: Bool) {
        held.withLock { held in
            held.all += bytes
            if !isKnown { held.unknown += bytes }
        }
    }

    private func know(_ bytes: Int) { held.withLock { $0.unknown -= bytes } }
}
