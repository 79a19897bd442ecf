/// The work that a person waits for, numbered; edits go one after the other, so that `u` takes back the edit typed just
/// before it.
struct EditTurns {
    private var count = 0
    /// The last edit asked for, by the key of its work.
    private(set) var last: String?

    /// The key of work that waits for nobody.
    mutating func next() -> String {
        count += 1
        return "edit.\(count)"
    }

    /// The key of an edit, and that of the one that must have ended before it.
    mutating func queue() -> (own: String, before: String?) {
        let before = last
        let own = next()
        last = own
        return (own, before)
    }
}
