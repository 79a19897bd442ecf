import Foundation
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

/// The pages of the program's own code that this process has mapped.
///
/// Reading arguments, configuration and database touches most of the program once, and the kernel maps sixteen pages for
/// each one touched. A board that then lies open for days needs a part of them.
enum StartPages {
    /// Unmaps the code; what is needed again is mapped anew from the page cache, without reading the disk.
    static func giveBack() {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        for line in maps.split(separator: "\n") where line.hasSuffix(program) {
            let words = line.split(separator: " ")
            // Code alone: what relocation has written into exists nowhere else.
            guard words.count > 1, words[1] == "r-xp" else { continue }
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { continue }
            madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }
}
