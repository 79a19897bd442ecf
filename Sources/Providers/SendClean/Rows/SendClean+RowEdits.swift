import ServiceCore

extension SendClean {
    /// What one call for each of several rows came to.
    struct RowEdits<Element: Resource>: Sendable {
        private(set) var done: [Edit] = []
        /// Nil for one that was done by itself.
        private var turns: Turns<Element, Element>?

        /// Tells what a series came to, of all its rows or of one.
        typealias Telling = @Sendable (RowEdits) -> EditOutcome

        typealias Edit = (before: Element, after: Element)

        /// One that came to this.
        init(_ edit: Edit) { done = [edit] }

        /// Calls for one row after another; goes on after a row that was refused, stops where the rest would fail too.
        ///
        /// - Throws: the first error, where not one row succeeded.
        init(
            _ rows: [Element], call: (Element) async throws(ServiceError) -> Element
        ) async throws(ServiceError) {
            let turns = try await Turns(
                rows, part: { EditPart($0.id, Row($0).name) },
                concernsOne: { [.invalid, .notFound, .refused, .conflict].contains($0.code) }, call)
            done = turns.done.map { ($0.item, $0.value) }
            self.turns = turns
        }

        /// - Parameter notice: what was done to `smtp70021` or to `3 SMTP users`.
        func outcome(
            _ notice: (String) -> String, revealed: [EditOutcome.Revelation] = [], reversal: Reversal? = nil
        ) -> EditOutcome {
            let told = EditOutcome(
                notice(Self.subject(done.map(\.after))), rows: done.map { Row($0.after) }, revealed: revealed,
                reversal: reversal)
            guard let turns else { return told }
            return turns.outcome(told, notice: Self.notice(told.message, turns.failures))
        }

        /// `smtp70021 disabled, 1 not (…), 2 not tried`.
        private static func notice(_ done: String, _ failures: [EditShortfall.Failure]) -> String {
            let failed = failures.filter(\.wasTried)
            let untried = failures.count - failed.count
            let failure = failed.first.map { "\(failed.count) not (\($0.error.message.quotable))" }
            return [done, failure, untried > 0 ? "\(untried) not tried" : nil].compactMap(\.self)
                .joined(separator: ", ")
        }

        /// `smtp70021`, or `3 SMTP users`.
        static func subject(_ rows: [Element]) -> String {
            guard rows.count == 1, let row = rows.first else {
                return NumberText.counted(rows.count, Element.words.singular, Element.words.plural)
            }
            return Row(row).name
        }
    }
}
