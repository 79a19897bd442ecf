/// What a list would change, or has changed: every row of it counted once.
package struct ListReport: Sendable {
    package var columns: ListColumns
    /// How it is written, as it was found or given: `utf-8, comma`.
    package var writing: String
    /// The export of another platform that its headings show: `SendGrid bounces`; nil where they show none.
    package var form: String?
    /// To whose rows it goes: an account, or all.
    package var owner = ""
    /// What else is to be known of it, as a sentence.
    package var note = ""
    package private(set) var counts: [ListFate: Int] = [:]
    package private(set) var examples: [ListFate: [String]] = [:]
    /// Groups that come into being with it.
    package var newGroups: [String] = []

    /// As many examples as a person looks at.
    private static let mostExamples = 3

    package init(columns: ListColumns, writing: String) {
        (self.columns, self.writing) = (columns, writing)
    }

    package var total: Int { counts.values.reduce(0, +) }

    package subscript(fate: ListFate) -> Int { counts[fate, default: 0] }

    package mutating func count(_ fate: ListFate, _ example: @autoclosure () -> String) {
        counts[fate, default: 0] += 1
        if examples[fate, default: []].count < Self.mostExamples {
            examples[fate, default: []].append(example())
        }
    }

    /// `4,960 new, 12 changed, 0 the same, 40 refused`.
    package var sentence: String {
        ListFate.allCases.map { "\(NumberText.grouped(self[$0])) \($0.words)" }.joined(separator: ", ")
    }
}

/// What becomes of one row of a list.
package enum ListFate: String, Sendable, CaseIterable {
    case new, changed, same, refused

    package var words: String { self == .same ? "the same" : rawValue }
}

/// A row of a list that was not taken.
package struct RefusedRow: Sendable, Equatable {
    package let line: Int
    package let reason: String
    package let cells: [String]

    package init(line: Int, reason: String, cells: [String]) {
        (self.line, self.reason, self.cells) = (line, reason, cells)
    }
}

/// How far a list has been worked through.
package struct ListProgress: Sendable, Equatable {
    package let rows: Int
    package let bytes: Int
    /// What is being done besides reading rows: `building the indices`; nil while rows are read.
    package var stage: String?

    package init(rows: Int, bytes: Int, stage: String? = nil) {
        (self.rows, self.bytes, self.stage) = (rows, bytes, stage)
    }

    /// The building of indices after the rows.
    package static func indices(_ done: Int, of all: Int) -> ListProgress {
        ListProgress(rows: 0, bytes: 0, stage: "building the indices, \(done) of \(all)")
    }
}
