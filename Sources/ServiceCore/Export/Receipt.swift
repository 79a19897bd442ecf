package import FoundationEssentials

/// What an edit of several rows came to, one line each: target, before, after, outcome.
package struct Receipt: Sendable {
    /// What was done: `whitelist 40 contacts`.
    package let what: String
    package let time: Date
    package let lines: [Line]

    package struct Line: Sendable, Equatable {
        package let target: String
        package let before: String
        package let after: String
        /// `done`, `already so`, `not done: …`, `unknown: …`, `not found`.
        package let outcome: String
        /// Nil of a target that stands for no row.
        package let id: ResourceID?
    }

    /// As a file of CSV.
    package var csv: String {
        let heads = ["target", "before", "after", "outcome", "connection", "id"]
        return lines.reduce(into: RowCSV.line(heads)) { text, line in
            let cells = [line.target, line.before, line.after, line.outcome]
            let id = [line.id?.connection.name ?? "", line.id?.native ?? ""]
            text += RowCSV.line((cells + id).map(RowCSV.cell))
        }
    }

    /// How many there are of each outcome, for a notice: `37 done, 3 already so`.
    package var summary: String {
        var counts: [(word: String, count: Int)] = []
        for line in lines {
            let word = String(line.outcome.prefix { $0 != ":" })
            if let index = counts.firstIndex(where: { $0.word == word }) {
                counts[index].count += 1
            } else {
                counts.append((word, 1))
            }
        }
        let done = counts.filter { $0.word == "done" }
        return (done + counts.filter { $0.word != "done" }).map {
            "\(NumberText.grouped($0.count)) \($0.word)"
        }.joined(separator: ", ")
    }
}
