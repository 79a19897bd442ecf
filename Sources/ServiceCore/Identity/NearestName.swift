/// Finds the name a person most likely meant, for error messages.
package enum NearestName {
    /// The candidate with the fewest edits from `name`, where that is close enough to be a likely slip.
    package static func to(_ name: String, among candidates: some Sequence<String>) -> String? {
        let best = candidates.map { ($0, distance(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
        guard let best, best.1 <= max(2, name.count / 2) else { return nil }
        return best.0
    }

    /// The way out for a name that there is not: the one that was most likely meant, else all there are.
    package static func hint(
        for name: String, among known: [String], else all: String = "There is"
    ) -> String {
        to(name, among: known).map { "Did you mean \($0)?" } ?? "\(all): \(known.joined(separator: ", "))."
    }

    /// The candidate that is a single edit away: a slip, and hardly a word of its own.
    package static func slip(_ name: String, among candidates: some Sequence<String>) -> String? {
        candidates.first { distance(name.lowercased(), $0.lowercased()) == 1 }
    }

    /// Levenshtein distance in characters.
    package static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for column in right.indices {
                let substitution = previous[column] + (right[column] == character ? 0 : 1)
                current.append(min(previous[column + 1] + 1, current[column] + 1, substitution))
            }
            previous = current
        }
        return previous[right.count]
    }
}
