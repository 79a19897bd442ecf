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
