import Foundation
import Glibc

/// Names a process so that any other can tell whether it still runs: pids are given again, starting times with them not.
struct ProcessMark: Sendable, Equatable {
    let text: String

    /// This process.
    static let own = ProcessMark(text: "\(boot) \(getpid()) \(start(of: getpid()) ?? "")")

    var isAlive: Bool {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, parts[0] == Self.boot, let pid = Int32(parts[1]) else { return false }
        return Self.start(of: pid) == parts[2]
    }

    private static let boot =
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? "-"

    /// Counted from the machine's start; what stands before it may hold blanks, and ends in the last bracket.
    private static func start(of pid: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }
}
