extension WriteTransaction {
    /// Has what the body deletes overwritten with zeros, instead of only taken out of use.
    package func overwritingDeleted(_ body: () throws -> Void) throws {
        try execute("PRAGMA secure_delete = ON")
        defer { try? execute("PRAGMA secure_delete = OFF") }
        try body()
    }
}
