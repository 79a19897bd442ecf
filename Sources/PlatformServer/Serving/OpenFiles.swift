import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// What the database, logs and calls to others need beside the connections.
    private static let reserve = 256

    /// Asks the system for as many as it gives, and tells how many connections there may be then.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 768 }
        limit.rlim_cur = limit.rlim_max
        if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0 {
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(Int(min(limit.rlim_cur, 1 << 20)) - reserve, 64)
    }
}
