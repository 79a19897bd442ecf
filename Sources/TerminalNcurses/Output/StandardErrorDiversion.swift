internal import Glibc

/// Sends what is written to standard error elsewhere while the screen is up, so that it cannot tear the picture.
struct StandardErrorDiversion: ~Copyable {
    private let kept: Int32

    /// Starts it; `descriptor` stays the caller's. Nil where the system has no descriptor left.
    init?(to descriptor: Int32) {
        kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard kept >= 0, dup2(descriptor, STDERR_FILENO) >= 0 else { return nil }
    }

    /// Puts standard error back.
    consuming func end() {
        _ = dup2(kept, STDERR_FILENO)
        _ = close(kept)
    }
}
