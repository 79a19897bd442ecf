import FoundationEssentials
import ServiceCore

/// The most memory that this process has had since it was made.
struct PeakMemory {
    init() { try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8) }

    func mebibytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return try BenchmarkDirectory.require(kibibytes) / 1024
    }
}
