/// The writes of one transaction, in order, with what befell each.
struct WriteBatch {
    private var members: [(write: any QueuedWrite, failure: (any Error)?)]

    init(_ first: any QueuedWrite) { members = [(first, nil)] }

    var count: Int { members.count }

    mutating func append(_ write: any QueuedWrite, _ failure: (any Error)?) {
        members.append((write, failure))
    }

    /// Answers everybody after the commit.
    func finish() {
        for (write, failure) in members { write.finish(failure) }
    }

    /// Answers everybody where there was no commit; also whoever failed by itself, perhaps for what is undone now.
    func fail(_ failure: any Error) {
        for member in members { member.write.finish(failure) }
    }
}
