import FoundationEssentials

/// How one post ended.
struct HookOutcome: Sendable {
    let post: HookPost
    let verdict: HookVerdict
    /// Nil where there was no answer.
    let status: Int?
    /// For people: `500 try later`, or why there was no answer.
    let words: String
    let time: Date
}
