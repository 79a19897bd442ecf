import Glibc

/// Whether a crash leaves the process's memory on the disk.
enum CoreFiles {
    /// Asks for core files: `SENDBOARD_CORE=1`.
    static let variable = "SENDBOARD_CORE"

    /// Keeps the kernel from writing one: passwords and keys stand in memory while they are in use.
    static func refuse() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        limit.rlim_cur = 0
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        // Where a program takes them in, the kernel asks no limit; it gets one without the memory.
        let filter = open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC)
        guard filter >= 0 else { return }
        _ = write(filter, "0\n", 2)
        close(filter)
    }
}
