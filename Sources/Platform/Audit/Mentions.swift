import Foundation
import ServiceCore
import Store

/// A person's addresses and numbers wherever a text names them, and what stands in their place once they are erased.
struct Mentions: Sendable {
    /// What a person is called who is erased: `erased-3fa2b1c9d0e4`.
    let name: String
    private let spellings: [String]

    /// - Parameter spellings: addresses and numbers as they are known by and as they were written.
    init(_ spellings: some Sequence<String>, name: String) {
        let plain = Set(spellings.filter { !$0.isEmpty })
        // An address in a link has its @ written as a number.
        let escaped = plain.filter { $0.contains("@") }.map { $0.replacing("@", with: "%40") }
        self.name = name
        self.spellings = plain.union(escaped).sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// Whether a column may name the person: quick, and true of some that only look so.
    func condition(_ column: String) -> SQL {
        SQL.any(
            spellings.map { "\(SQL.dialect.position(of: "lower(\($0))", in: "lower(\(sql: column))")) > 0" })
    }

    func isIn(_ text: String) -> Bool { !places(in: text).isEmpty }

    func replaced(in text: String) -> String {
        var left = text
        for place in places(in: text).reversed() { left.replaceSubrange(place, with: name) }
        return left
    }

    /// Where the person is named, in their order: `ana@a.example` is in neither `joana@a.example` nor `ana@a.example.org`.
    private func places(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        for spelling in spellings {
            var start = text.startIndex
            while let place = text.range(
                of: spelling, options: [.caseInsensitive, .literal], range: start..<text.endIndex)
            {
                if isWhole(place, in: text), !found.contains(where: { $0.overlaps(place) }) {
                    found.append(place)
                }
                start = place.upperBound
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    private func isWhole(_ place: Range<String.Index>, in text: String) -> Bool {
        if place.lowerBound > text.startIndex {
            let before = text[text.index(before: place.lowerBound)]
            if before.isLetter || before.isNumber || "._+-".contains(before) { return false }
        }
        var rest = text[place.upperBound...]
        // A full stop ends a sentence, or goes on with a longer domain.
        if rest.first == "." { rest = rest.dropFirst() }
        guard let after = rest.first else { return true }
        return !(after.isLetter || after.isNumber || after == "-")
    }
}
