package import ServiceCore
import Store

/// How many messages of a maildir came to what.
package struct MaildirTally: Sendable, Hashable {
    package var recorded = 0
    package var unclassified = 0
    /// Known before, automatic, or about what is gone.
    package var nothing = 0
    /// Left where they were, to be taken later.
    package var left = 0

    package init() {}

    package var isEmpty: Bool { self == MaildirTally() }

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
            (left, "left for later"),
        ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        return "\(parts.joined(separator: ", "))."
    }
}

extension EmbeddedPlatform {
    /// Takes in what is new in a maildir, each message moved when what it tells is committed.
    ///
    /// - Throws: `.storage` and its kin where nothing can be recorded; what was not taken stays where it is.
    package func takeAll(of maildir: Maildir) async throws(ServiceError) -> MaildirTally {
        var tally = MaildirTally()
        for name in try await offCooperativePool({ () throws(ServiceError) in try maildir.waiting() }) {
            if Task.isCancelled { break }
            let report = await offCooperativePool { maildir.message(name).map { ReceivedReport($0, to: []) } }
            guard let report else { continue }
            let outcome = try await take(report)
            tally.count(outcome)
            if outcome != .early { await offCooperativePool { maildir.settle(name) } }
        }
        return tally
    }
}
