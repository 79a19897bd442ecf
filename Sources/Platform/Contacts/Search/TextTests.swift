/// Text tests that must all hold, ready to be run over many contacts.
struct TextTests {
    private var tests: [(test: TextTest, finder: ByteFinder?)]

    init(_ tests: [TextTest]) { self.tests = tests.map { ($0, $0.finder) } }

    var isEmpty: Bool { tests.isEmpty }

    /// Puts the tests that fewest contacts pass first, judged by one block.
    mutating func sort(by block: ContactBlock.View) {
        guard tests.count > 1 else { return }
        tests = tests.map { ($0, Self.passing($0.test, $0.finder, block).count) }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// - Parameter line: without its line feed.
    func hold(for line: UnsafeRawBufferPointer) -> Bool {
        tests.allSatisfy { $0.test.holds(for: line, $0.finder) }
    }

    /// The places of the block whose contacts pass.
    func bits(of block: ContactBlock.View) -> BlockBits {
        guard let first = tests.first else { return Self.present(in: block) }
        var bits = Self.passing(first.test, first.finder, block)
        for (test, finder) in tests.dropFirst() {
            if bits.count < Self.fewLines {
                for place in bits.places where !test.holds(for: block.line(place), finder) {
                    bits.remove(place)
                }
            } else {
                bits.formIntersection(Self.passing(test, finder, block))
            }
        }
        return bits
    }

    /// Below this a look at each line is quicker than one at the whole block.
    private static let fewLines = 200

    private static func passing(
        _ test: TextTest, _ finder: ByteFinder?, _ block: ContactBlock.View
    ) -> BlockBits {
        guard let finder else {
            var bits = present(in: block)
            for place in bits.places where !test.holds(for: block.line(place), nil) { bits.remove(place) }
            return bits
        }
        let found = found(test, finder, block)
        return test.isNegated ? present(in: block).subtracting(found) : found
    }

    private static func found(
        _ test: TextTest, _ finder: ByteFinder, _ block: ContactBlock.View
    ) -> BlockBits {
        var bits = BlockBits()
        let isPlain = test.scope == .anywhere && !test.isExact
        var (offset, place) = (0, 0)
        while let hit = finder.next(in: block.text, from: offset) {
            place = block.place(of: hit, from: place)
            if isPlain || test.isFound(in: block.line(place), finder) { bits.insert(place) }
            offset = block.end(place)
        }
        return bits
    }

    private static func present(in block: ContactBlock.View) -> BlockBits {
        var bits = BlockBits()
        for place in 0..<ContactBlock.capacity where block.has(place) { bits.insert(place) }
        return bits
    }
}
