import ServiceCore

/// What a file beside the database records of hand-overs to one person, whatever the messages go by now.
struct RecordedHandOvers {
    private let record: SandboxRecord
    /// By what the person's rows are found.
    private let keys: Set<String>

    /// As many as there are, of a receipt.
    static func part(_ count: Int) -> PersonKept.Part {
        PersonKept.Part("line of the sandbox’s record", "lines of the sandbox’s record", count)
    }

    init(to keys: [String], in directory: DataDirectory) {
        (record, self.keys) = (SandboxRecord(in: directory), Set(keys))
    }

    func count() throws(ServiceError) -> Int {
        try record.entries().count { keys.contains(AddressRules.key(of: $0.address)) }
    }

    /// - Returns: how many named the person.
    func erase() throws(ServiceError) -> Int {
        try record.erase { keys.contains(AddressRules.key(of: $0)) }
    }
}
