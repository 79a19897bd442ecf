import ServiceCore

/// How many messages of a maildir came to what.
package struct MaildirTally: Sendable, Hashable {
    package var recorded = 0
    package var unclassified = 0
    /// Known before, automatic, or about what is gone.
    package var nothing = 0
    /// Left where they were, to be taken later.
    package var left = 0
    /// Left too, since this process cannot read them.
    package var unreadable = 0

    package init() {}

    package var isEmpty: Bool { self == MaildirTally() }

    /// Whether nothing came that could be read.
    package var isIdle: Bool {
        var read = self
        read.unreadable = 0
        return read.isEmpty
    }

    mutating func count(_ outcome: ReportOutcome) {
        switch outcome {
        case .recorded: recorded += 1
        case .unclassified: unclassified += 1
        case .known, .ignored, .gone: nothing += 1
        case .early: left += 1
        }
    }

    /// One sentence.
    package var sentence: String {
        if isEmpty { return "No message has come." }
        let parts = [
            (recorded, "recorded"), (nothing, "without effect"), (unclassified, "kept as unclassified"),
            (left, "left for later"), (unreadable, "that cannot be read"),
        ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        return "\(parts.joined(separator: ", "))."
    }
}
