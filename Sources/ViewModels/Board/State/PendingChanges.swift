import ServiceCore

/// The kinds of which something may have changed, read again at most five times a second and never while paused.
struct PendingChanges {
    var isPaused = false
    private var kinds: Set<ResourceKind> = []
    private var lastRead = Duration.zero
    private static let interval = Duration.milliseconds(200)

    mutating func note(_ kinds: Set<ResourceKind>) { self.kinds.formUnion(kinds) }

    /// How long to wait before reading them; nil while that is paused.
    func wait(at now: Duration) -> Duration? {
        isPaused ? nil : max(.zero, Self.interval - (now - lastRead))
    }

    /// What is to be read now.
    mutating func take(at now: Duration) -> Set<ResourceKind> {
        defer { kinds = [] }
        lastRead = now
        return kinds
    }
}
