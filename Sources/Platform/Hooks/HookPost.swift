import Foundation

/// One row of what is owed, with all that posting it takes.
struct HookPost: Sendable {
    let id: Int64
    let event: Int64
    let eventTime: Date
    let hook: Int64?
    let url: String
    /// Empty where the URL says it all.
    let body: String
    /// Attempts made before this one.
    let attempts: Int
    let created: Date
    /// The hook's key, or for a postback the account's API key; sealed.
    let sealedKey: Data?
}

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
