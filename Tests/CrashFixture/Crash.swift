/// A way in which Swift ends a program.
enum Crash: String, CaseIterable, Sendable {
    case failure, index, overflow, stack
    /// The same on a thread of Swift's pool.
    case indexElsewhere = "index-elsewhere"
    case stackElsewhere = "stack-elsewhere"

    func happen() {
        switch self {
        case .failure: fatalError("as asked")
        case .index: Self.readPastTheEnd(Array(CommandLine.arguments))
        case .overflow: print(Self.isBeyond(UInt8.max))
        case .stack: print(Self.descend(0))
        case .indexElsewhere: Task.detached { Self.readPastTheEnd(Array(CommandLine.arguments)) }
        case .stackElsewhere: Task.detached { print(Self.descend(0)) }
        }
    }

    @inline(never)
    private static func readPastTheEnd(_ words: [String]) {
        print(words[words.count])
    }

    @inline(never)
    private static func isBeyond(_ number: UInt8) -> Bool {
        number + 1 > number
    }

    /// Deeper than any stack: the buffer keeps it from becoming a loop.
    @inline(never)
    private static func descend(_ depth: Int) -> Int {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { buffer in
            buffer.initialize(repeating: depth)
            return depth < Int.max ? descend(depth + 1) &+ buffer[depth & 63] : buffer[0]
        }
    }
}
