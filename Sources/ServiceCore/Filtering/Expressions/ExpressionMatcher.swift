/// Looks for a regular expression in texts, one after the other.
///
/// What it comes to after a letter is remembered, so that most letters of the texts to come cost one look into a table;
/// the memory is bounded: it is forgotten where an expression comes to too many places.
package struct ExpressionMatcher {
    package let expression: RegularExpression
    private let steps: [ExpressionProgram.Step]
    private let start: [Int]
    /// The steps that a text can have come to at each place that was met, and the place of each such list.
    private var places: [[Int]] = []
    private var numbers: [[Int]: Int] = [:]
    private var outcomes: [Outcome] = []
    /// The next place by the letters of ASCII, a row a place; -1 where it is not known yet.
    private var table: [Int] = []

    private enum Outcome {
        case open, found, foundAtEnd
    }

    private static let mostPlaces = 500
    private static let letters = 128

    package init(_ expression: RegularExpression) {
        self.expression = expression
        steps = expression.program.steps
        start = Self.reach([0], in: steps, isAtBegin: true)
    }

    /// Whether it is found anywhere in a text; case and accents are folded.
    package mutating func isFound(in text: String) -> Bool {
        var text = text
        let answer: Bool? = text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return isFound(bytes.lazy.map { UInt32($0 &- 0x41 < 26 ? $0 | 0x20 : $0) })
        }
        return answer ?? isFound(TextFolding.fold(text).unicodeScalars.lazy.map(\.value))
    }

    private mutating func isFound(_ scalars: some Sequence<UInt32>) -> Bool {
        var place = number(of: start)
        for scalar in scalars {
            if outcomes[place] == .found { return true }
            place = step(place, scalar)
        }
        return outcomes[place] != .open
    }

    private mutating func step(_ place: Int, _ scalar: UInt32) -> Int {
        let cell = scalar < Self.letters ? place * Self.letters + Int(scalar) : nil
        if let cell, table[cell] >= 0 { return table[cell] }
        var following = places[place].filter {
            if case .letter(let set) = steps[$0] { set.holds(scalar) } else { false }
        }.map { $0 + 1 }
        // It may begin at the next letter too.
        following.append(0)
        let reached = Self.reach(following, in: steps)
        let isForgetting = isFull && numbers[reached] == nil
        let next = number(of: reached)
        if let cell, !isForgetting { table[cell] = next }
        return next
    }

    private var isFull: Bool { places.count >= Self.mostPlaces }

    private mutating func number(of reached: [Int]) -> Int {
        if let number = numbers[reached] { return number }
        if isFull { (places, numbers, outcomes, table) = ([], [:], [], []) }
        numbers[reached] = places.count
        places.append(reached)
        table += repeatElement(-1, count: Self.letters)
        let atEnd = Self.reach(reached, in: steps, isAtEnd: true)
        outcomes.append(isFound(reached) ? .found : isFound(atEnd) ? .foundAtEnd : .open)
        return places.count - 1
    }

    /// The last step stands for that it was found.
    private func isFound(_ reached: [Int]) -> Bool { reached.last == steps.count - 1 }

    /// The steps that wait for a letter or an end, reached from others without one, in their order.
    private static func reach(
        _ from: [Int], in steps: [ExpressionProgram.Step], isAtBegin: Bool = false, isAtEnd: Bool = false
    ) -> [Int] {
        var seen = Set<Int>()
        var (open, reached) = (from, [Int]())
        while let step = open.popLast() {
            guard seen.insert(step).inserted else { continue }
            switch steps[step] {
            case .split(let one, let other): open += [one, other]
            case .jump(let goal): open.append(goal)
            case .begin: if isAtBegin { open.append(step + 1) }
            case .end where isAtEnd: open.append(step + 1)
            case .letter, .found, .end: reached.append(step)
            }
        }
        return reached.sorted()
    }
}
