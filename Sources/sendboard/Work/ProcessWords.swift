import FoundationEssentials

/// How another process is named to a person.
enum ProcessWords {
    /// - Parameter id: 0 where it is not known.
    static func of(_ id: Int32) -> String {
        guard id > 0 else { return "another process" }
        return "process \(id)" + (isStopped(id) ? ", which is stopped (kill -CONT \(id) lets it go on)" : "")
    }

    /// As a process is that Ctrl-Z or a SIGSTOP has stopped: it keeps what it had.
    private static func isStopped(_ id: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        // The name before it stands in brackets and may hold anything.
        guard let end = status.lastIndex(of: ")") else { return false }
        return status[end...].dropFirst(2).first == "T"
    }
}
