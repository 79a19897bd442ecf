import Mail

/// Numbers that look random and are the same for the same seed, delivery and question.
struct SeededDraw: Sendable, Hashable {
    let seed: UInt64
    let delivery: Int64

    /// 0 to below 1.
    ///
    /// - Parameter question: tells one draw about a delivery from another.
    func number(_ question: Question, attempt: Int = 0) -> Double {
        let start = seed ^ SeededRandom.mix(UInt64(bitPattern: delivery))
        let mixed = SeededRandom.mix(start ^ UInt64(question.rawValue) << 32 ^ UInt64(attempt))
        return Double(mixed >> 11) / Double(1 << 53)
    }

    enum Question: Int {
        case refusal = 1
        case fate, view, click, complaint, unsubscribe, delay, viewDelay, clickDelay, laterDelay, jitter, link
    }
}
