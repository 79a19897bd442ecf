/// What reading the whole audit trail and its chain of hashes has shown.
package struct TrailProof: Sendable, Equatable {
    package var entries = 0
    /// Of how many entries the words were erased with the person whom they were about.
    package var erased = 0
    /// The first entry that does not follow from what stands before it; nil where all do.
    package var broken: Break?

    package init() {}

    package struct Break: Sendable, Equatable {
        package let id: Int64
        /// What is wrong with it, as a clause.
        package let why: String

        package init(_ id: Int64, _ why: String) { (self.id, self.why) = (id, why) }
    }

    /// `1,204 entries, each following from the one before; the words of 3 are erased`
    package var words: String {
        if let broken { return "entry \(broken.id) is not to be trusted, nor what follows it: \(broken.why)" }
        let gone = erased == 0 ? "" : "; the words of \(NumberText.grouped(erased)) are erased"
        return "\(NumberText.counted(entries, "entry", "entries")), each following from the one before\(gone)"
    }
}
