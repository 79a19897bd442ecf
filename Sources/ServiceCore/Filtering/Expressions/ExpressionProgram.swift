/// A regular expression as steps that a matcher goes through, all ways at once.
struct ExpressionProgram: Sendable {
    enum Step: Sendable {
        case letter(LetterSet)
        case begin, end
        /// Goes on at both.
        case split(Int, Int)
        case jump(Int)
        case found
    }

    private(set) var steps: [Step] = []
    /// Each letter of a text may be compared with as many.
    private static let mostSteps = 2_000

    init(_ node: ExpressionNode, of source: String) throws(ServiceError) {
        add(node)
        guard steps.count < Self.mostSteps else {
            throw ServiceError(
                .invalid, "The regular expression “\(source)” is too long.",
                hint: "Repeat fewer things, or look for less.")
        }
        steps.append(.found)
    }

    private mutating func add(_ node: ExpressionNode) {
        guard steps.count < Self.mostSteps else { return }
        switch node {
        case .letter(let set): steps.append(.letter(set))
        case .begin: steps.append(.begin)
        case .end: steps.append(.end)
        case .sequence(let parts): parts.forEach { add($0) }
        case .choice(let ways): add(ways[...])
        case .repeated(let part, let least, let most):
            for _ in 0..<least {
                let before = steps.count
                add(part)
                // What is empty, or finds no room any more, is so each time.
                if steps.count == before { break }
            }
            if let most { addOptional(part, most - least) } else { addLoop(part) }
        }
    }

    private mutating func add(_ ways: ArraySlice<ExpressionNode>) {
        guard let first = ways.first else { return }
        guard ways.count > 1 else { return add(first) }
        let fork = reserve()
        add(first)
        let exit = reserve()
        steps[fork] = .split(fork + 1, steps.count)
        add(ways.dropFirst())
        steps[exit] = .jump(steps.count)
    }

    private mutating func addOptional(_ part: ExpressionNode, _ count: Int) {
        var forks: [Int] = []
        for _ in 0..<count {
            forks.append(reserve())
            add(part)
        }
        for fork in forks { steps[fork] = .split(fork + 1, steps.count) }
    }

    private mutating func addLoop(_ part: ExpressionNode) {
        let fork = reserve()
        add(part)
        steps.append(.jump(fork))
        steps[fork] = .split(fork + 1, steps.count)
    }

    /// A step whose goal is not known yet.
    private mutating func reserve() -> Int {
        steps.append(.jump(0))
        return steps.count - 1
    }
}
