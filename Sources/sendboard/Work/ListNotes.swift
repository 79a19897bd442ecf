import ServiceCore
import Synchronization

/// What is said of a list on standard error, so that its rows stay clean on standard output.
final class ListNotes: Sendable {
    private let console: Console
    private let line: ProgressLine
    private let told = Mutex(Set<String>())
    /// Fewer rows are there before anybody asks how far it is.
    private static let noteworthy = 1000
    /// Where lines cannot be renewed, one comes for so many rows.
    private static let step = 10_000

    init(_ console: Console) {
        self.console = console
        line = ProgressLine(console.errors)
    }

    /// How many rows were read; on the terminal of the rows they say it themselves.
    func progress(_ count: Int, of total: Int?, _ plural: String, _ connection: ConnectionID) {
        let isRenewed = console.errors.isTerminal
        guard !console.output.isTerminal, count >= (isRenewed ? Self.noteworthy : Self.step) else { return }
        let whole = total.map { " of \(NumberText.grouped(max($0, count)))" } ?? ""
        line.show(
            "\(connection): \(NumberText.grouped(count))\(whole) \(plural) read",
            stage: "\(connection) \(count / Self.step)",
            fraction: isRenewed ? total.map { Double(count) / Double(max($0, count, 1)) } : nil)
    }

    /// A sentence on a line of its own, once, of however many connections it is true; a standard error that nobody reads is
    /// no reason to stop.
    func tell(_ sentence: String) {
        guard told.withLock({ $0.insert(sentence).inserted }) else { return }
        line.clear()
        try? console.errors.line(SafeLine.of(sentence))
        try? console.errors.flush()
    }

    func tell(_ failure: ServiceError) {
        tell("sendboard: \(failure.message)")
        if let hint = failure.hint { tell("hint: \(hint)") }
    }

    func finish() { line.clear() }
}
