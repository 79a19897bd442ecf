/// What a platform of our own does with all it keeps of one person; a hosted one is asked by its rows.
package struct PersonOperations: Sendable {
    /// What is kept of the person.
    package var look: @Sendable (PersonAddress) async throws(ServiceError) -> PersonKept
    /// Members of a JSON object with what rows do not tell: messages, what is archived of them, entries of the trail.
    package var export: @Sendable (PersonAddress) async throws(ServiceError) -> [(String, String)]
    /// Erases all of it; nil where it may only be read.
    ///
    /// - Throws: `.refused` where a hold stands.
    package var erase: (@Sendable (PersonAddress) async throws(ServiceError) -> ErasedPart)?
    /// What the person is called from then on.
    package var alias: @Sendable (PersonAddress) -> String
    /// Holds, the newest first, released ones too.
    package var holds: @Sendable () async throws(ServiceError) -> [PersonHold]
    package var hold: Holding?
    package var release: Holding?

    /// Puts a hold on a person or releases it, for a reason.
    package typealias Holding =
        @Sendable (_ address: String, _ reason: String) async throws(ServiceError) -> PersonHold

    package init(
        look: @escaping @Sendable (PersonAddress) async throws(ServiceError) -> PersonKept,
        export: @escaping @Sendable (PersonAddress) async throws(ServiceError) -> [(String, String)],
        erase: (@Sendable (PersonAddress) async throws(ServiceError) -> ErasedPart)?,
        alias: @escaping @Sendable (PersonAddress) -> String,
        holds: @escaping @Sendable () async throws(ServiceError) -> [PersonHold],
        hold: Holding? = nil, release: Holding? = nil
    ) {
        (self.look, self.export, self.erase, self.alias) = (look, export, erase, alias)
        (self.holds, self.hold, self.release) = (holds, hold, release)
    }

    /// The same with nothing that changes anything.
    package func readOnly() -> PersonOperations {
        var reading = self
        (reading.erase, reading.hold, reading.release) = (nil, nil, nil)
        return reading
    }
}
