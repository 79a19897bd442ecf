package import ServiceCore

/// What comes back of messages.
extension EmbeddedPlatform {
    /// Takes in a message that came for a bounce's, a complaint's or an unsubscription's address; done when it returns.
    ///
    /// The same message again changes nothing. Any process may do it while another runs the engine.
    ///
    /// - Throws: `.storage` and its kin where nothing could be recorded.
    package func take(_ report: ReceivedReport) async throws(ServiceError) -> ReportOutcome {
        let taking = ReportTaking(
            report: report, key: ReportKey(report, context.vault), rules: context.options.bounces,
            now: context.clock())
        return try await context.store.write { db in try taking.run(in: db) }
    }

    /// The newest messages of which nothing could be made, and how many there ever were.
    package func unclassifiedReports(
        _ limit: Int
    ) async throws(ServiceError) -> (reports: [UnclassifiedReport], all: Int) {
        try await context.store.read { db in try UnclassifiedReports.newest(limit, in: db) }
    }
}
