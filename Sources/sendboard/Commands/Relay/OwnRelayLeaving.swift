import Platform
import ServiceCore

/// Having an account or a sending domain go as the others do again.
struct OwnRelayLeaving: Sendable {
    let owner: RelayOwner
    let answer: Answer

    func run(in session: Session) async throws(ServiceError) {
        let relay = try await owner.relay(in: session.platform)
        let holding = try await RelayHolding.facts(owner, to: nil, in: session)
        try answer.confirm(.yesNo, doing: "leaving \(relay) for \(owner.words)", facts: holding)
        try await session.platform.use(nil, for: owner)
        try session.console.output.line(
            "Messages of \(SafeLine.of(owner.words)) leave as the others do from now on.")
        try await RelayHolding(session).tell()
    }
}
