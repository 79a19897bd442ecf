/// Where messages go, as people are told it: in the header, in `info`, before a launch and while it is watched.
package struct TransportDescription: Sendable, Hashable {
    /// A word: `smtp`, `Dyn`.
    package let name: String
    /// A sentence fragment: `messages leave through Dyn`.
    package let sentence: String
    /// Whether what it is given stays on this machine.
    package let isSandboxed: Bool
    /// What else is worth reading of it before a launch.
    package let facts: [LaunchPlan.Fact]

    package init(
        _ name: String, _ sentence: String, isSandboxed: Bool = false, facts: [LaunchPlan.Fact] = []
    ) {
        self.name = name
        self.sentence = sentence
        self.isSandboxed = isSandboxed
        self.facts = facts
    }
}
