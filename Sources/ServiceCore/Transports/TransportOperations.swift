/// What can be asked of the ways that messages leave by, and done about them.
package struct TransportOperations: Sendable {
    package var look: @Sendable () async throws(ServiceError) -> TransportReport
    /// Tries them without sending anything, and tells what came of it by their sides; nil where none can be tried.
    ///
    /// - Throws: `.notFound` where there are none.
    package var check: (@Sendable () async throws(ServiceError) -> [String: TransportCheck])?

    package init(
        look: @escaping @Sendable () async throws(ServiceError) -> TransportReport,
        check: (@Sendable () async throws(ServiceError) -> [String: TransportCheck])? = nil
    ) {
        (self.look, self.check) = (look, check)
    }
}
