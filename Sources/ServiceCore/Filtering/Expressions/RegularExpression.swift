import Synchronization

/// A regular expression of the filter grammar: what `field:~…` looks for, case and accents folded.
///
/// It is carried out in time that grows with the text alone, whatever the expression: there is no way back to be tried.
/// So it has no backreferences and does not look around.
package struct RegularExpression: Sendable, Hashable {
    package let source: String
    let program: ExpressionProgram

    /// - Throws: `.invalid` where it cannot be read, is too long, or asks for what it takes a way back to find.
    package init(_ source: String) throws(ServiceError) {
        self.source = source
        var parser = ExpressionParser(source)
        program = try ExpressionProgram(try parser.parse(), of: source)
    }

    /// Whether an expression is found anywhere in a text; one that cannot be read is found in none.
    ///
    /// The last one is kept ready, since a filter asks one text after the other.
    static func isFound(_ source: String, in text: String) -> Bool {
        ready.withLock { ready in
            if ready?.expression.source != source {
                ready = (try? RegularExpression(source)).map(ExpressionMatcher.init)
            }
            return ready?.isFound(in: text) ?? false
        }
    }

    private static let ready = Mutex<ExpressionMatcher?>(nil)

    package static func == (left: Self, right: Self) -> Bool { left.source == right.source }
    package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

/// One part of an expression, as it is written.
indirect enum ExpressionNode {
    case letter(LetterSet)
    case begin, end
    case sequence([ExpressionNode])
    case choice([ExpressionNode])
    /// - Parameter most: nil for any number.
    case repeated(ExpressionNode, least: Int, most: Int?)
}

/// The letters that may stand at one place of a text.
struct LetterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    static let any = LetterSet(ranges: [0...0x10FFFF])
    static let digits = LetterSet(ranges: [0x30...0x39])
    /// Letters of every script, digits and the low line.
    static let words = LetterSet(ranges: [0x30...0x39, 0x5F...0x5F, 0x61...0x7A, 0x80...0x10FFFF])
    static let blanks = LetterSet(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2000...0x200A])

    func holds(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isInverted }

    var inverted: LetterSet { LetterSet(ranges: ranges, isInverted: !isInverted) }

    /// What a set says of all letters, as ranges: an inverted one may be a part of another.
    var plainRanges: [ClosedRange<UInt32>] {
        guard isInverted else { return ranges }
        var (gaps, next): ([ClosedRange<UInt32>], UInt32) = ([], 0)
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        return next <= 0x10FFFF ? gaps + [next...0x10FFFF] : gaps
    }
}
