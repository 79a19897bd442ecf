import Foundation
import Glibc

/// Names a process so that any other can tell whether it still runs: pids are given again, starting times with them not.
struct ProcessMark: Sendable, Equatable {
    let text: String

    /// This process.
    static let own = ProcessMark(text: "\(boot) \(getpid()) \(start(of: getpid()) ?? "")")

    var isAlive: Bool {
        guard parts.count == 3, parts[0] == Self.boot, let id else { return false }
        return Self.start(of: id) == parts[2]
    }

    /// The process's number; nil where it tells none.
    var id: Int32? { parts.count == 3 ? Int32(parts[1]) : nil }

    private var parts: [String] { text.split(separator: " ").map(String.init) }

    private static let boot =
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? "-"

    /// Counted from the machine's start; what stands before it may hold blanks, and ends in the last bracket.
    private static func start(of pid: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[end...].split(separator: " ")
        // One that has ended and whose parent has not asked yet holds nothing any more (proc(5), state Z).
        return fields.count > 20 && fields[1] != "Z" ? String(fields[20]) : nil
    }
}
