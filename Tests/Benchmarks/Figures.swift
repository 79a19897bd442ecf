import Glibc

/// What was measured, told as it comes, and whether all of it is as good as it must be.
struct Figures {
    private(set) var isGood = true

    /// - Parameter isKept: whether the figure is within its limit.
    mutating func tell(_ what: String, _ figure: String, limit: String, isKept: Bool) {
        if !isKept { isGood = false }
        say("\(isKept ? "     " : "late ")\(what): \(figure) (\(limit))")
    }

    mutating func tell(_ what: String, _ time: Duration, limit: Duration) {
        tell(what, Self.text(time), limit: "at most \(Self.text(limit))", isKept: time <= limit)
    }

    /// What has no limit.
    func note(_ what: String, _ figure: String) { say("     \(what): \(figure)") }

    /// At once, also into a file.
    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    func note(_ what: String, _ time: Duration) { note(what, Self.text(time)) }

    static func hundredths(_ share: Double) -> Double { (share * 100).rounded() / 100 }

    private static func text(_ time: Duration) -> String {
        let tenths = Int((time / .milliseconds(0.1)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}

/// How long something took, and what it gave.
func timed<Value>(_ work: () async throws -> Value) async rethrows -> (Value, Duration) {
    let start = ContinuousClock.now
    let value = try await work()
    return (value, ContinuousClock.now - start)
}
