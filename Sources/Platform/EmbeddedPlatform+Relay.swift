package import SMTP
package import ServiceCore

/// Where this directory's messages go.
extension EmbeddedPlatform {
    /// The relay that they leave through; nil where they stay on this machine.
    package func relay() async throws(ServiceError) -> RelaySetting? {
        try await context.store.read { db in try RelaySetting.current(in: db) }
    }

    /// Keeps what came of trying a relay, for whoever looks at it next.
    package func note(
        _ answer: Result<String, ServiceError>, of relay: RelayAddress
    ) async throws(ServiceError) {
        try await context.transports(engine).note(answer, of: relay)
    }

    /// Has messages leave through a relay from now on, or stay on this machine with nil. What this process shows and sends
    /// follows when it opens the directory again.
    ///
    /// - Throws: `.refused` for sample data and while anything is under way, `.conflict` where it stands so already.
    package func use(_ relay: RelayAddress?) async throws(ServiceError) {
        let change = RelayChange(relay: relay, who: context.options.who, now: context.clock())
        try await context.store.write { db in try change.run(in: db) }
    }

    /// Has failures and whoever follows a link come here by other names from now on; messages under way keep theirs.
    ///
    /// - Throws: `.invalid` for what is no such name, `.conflict` where nothing would be another.
    package func set(_ change: ReturnChange) async throws(ServiceError) {
        let (who, now) = (context.options.who, context.clock())
        try await context.store.write { db in try change.run(by: who, at: now, in: db) }
    }
}
