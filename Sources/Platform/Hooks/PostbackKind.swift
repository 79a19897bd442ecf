/// Which of an account's three URLs something is told to.
enum PostbackKind: String, Sendable, CaseIterable {
    case bounce, spam, unsubscribe
}
