import ServiceCore

extension SendClean {
    /// What one call for each of several rows came to.
    struct RowEdits<Element: Resource>: Sendable {
        private(set) var done: [Edit] = []
        private(set) var failures: [Failure] = []
        private(set) var untried: [Element] = []

        /// Tells what a series came to, of all its rows or of one.
        typealias Telling = @Sendable (RowEdits) -> EditOutcome

        struct Edit: Sendable {
            let before: Element
            let after: Element
        }

        struct Failure: Sendable {
            let row: Element
            let error: ServiceError

            var name: String { Row(row).name }
        }

        /// One that came to this.
        init(_ edit: Edit) { done = [edit] }

        /// Calls for one row after another; goes on after a row that was refused, stops where the rest would fail too.
        ///
        /// - Throws: the first error, where not one row succeeded.
        init(
            _ rows: [Element], call: (Element) async throws(ServiceError) -> Element
        ) async throws(ServiceError) {
            var rest = rows[...]
            while let row = rest.popFirst() {
                do throws(ServiceError) {
                    done.append(Edit(before: row, after: try await call(row)))
                } catch {
                    failures.append(Failure(row: row, error: error))
                    if ![.invalid, .notFound, .refused, .conflict].contains(error.code) { break }
                }
            }
            untried = Array(rest)
            if let first = failures.first, done.isEmpty { throw first.error }
        }

        /// - Parameter notice: what was done to `smtp70021` or to `3 SMTP users`.
        func outcome(
            _ notice: (String) -> String, revealed: [EditOutcome.Revelation] = [], reversal: Reversal? = nil
        ) -> EditOutcome {
            var parts = [notice(Self.subject(done.map(\.after)))]
            if let first = failures.first {
                parts.append("\(failures.count) not (\(first.error.message.quotable))")
            }
            if !untried.isEmpty { parts.append("\(untried.count) not tried") }
            return EditOutcome(
                parts.joined(separator: ", "), rows: done.map { Row($0.after) }, revealed: revealed,
                findings: failures.map { "\($0.name): \($0.error.message)" }
                    + untried.map { "\(Row($0).name): not tried" },
                isAsWished: failures.isEmpty && untried.isEmpty, reversal: reversal,
                undone: failures.filter { $0.error.lost == nil }.map(\.row.id) + untried.map(\.id),
                lost: failures.compactMap(\.error.lost))
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
