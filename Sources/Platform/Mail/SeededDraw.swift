/// Numbers that look random and are the same for the same seed, delivery and question.
struct SeededDraw: Sendable, Hashable {
    let seed: UInt64
    let delivery: Int64

    /// 0 to below 1.
    ///
    /// - Parameter question: tells one draw about a delivery from another.
    func number(_ question: Question, attempt: Int = 0) -> Double {
        let start = seed ^ Self.mix(UInt64(bitPattern: delivery))
        let mixed = Self.mix(start ^ UInt64(question.rawValue) << 32 ^ UInt64(attempt))
        return Double(mixed >> 11) / Double(1 << 53)
    }

    enum Question: Int {
        case refusal = 1
        case fate, view, click, complaint, unsubscribe, delay, viewDelay, clickDelay, laterDelay, jitter
    }

    /// The finaliser of splitmix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
