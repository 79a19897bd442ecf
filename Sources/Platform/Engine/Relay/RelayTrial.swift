package import SMTP
package import ServiceCore

/// A session with a relay that sends nothing.
package struct RelayTrial: Sendable {
    private let relay: RelayAddress
    private let password: @Sendable () throws(ServiceError) -> Secret?

    package init(
        _ relay: RelayAddress, password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) {
        (self.relay, self.password) = (relay, password)
    }

    /// - Returns: what the relay says of itself: `encrypted, logged in by PLAIN, PIPELINING`.
    /// - Throws: at which step it failed and what the relay said.
    package func run() async throws(ServiceError) -> String {
        var options = SessionOptions()
        options.login = try PlatformTransport.login(relay, password)
        return Self.words(try await Self.facts(relay, options))
    }

    private static func facts(
        _ relay: RelayAddress, _ options: SessionOptions
    ) async throws(ServiceError) -> SessionFacts {
        do throws(DeliveryFault) {
            let session = try SMTPSession(to: relay, options)
            let facts = try await session.open()
            await session.quit()
            return facts
        } catch {
            throw ServiceError(error)
        }
    }

    private static func words(_ facts: SessionFacts) -> String {
        let can = facts.capabilities
        let offers = [
            can.pipelining ? "PIPELINING" : nil, can.chunking ? "CHUNKING" : nil,
            can.eightBitMIME ? "8BITMIME" : nil, can.smtpUTF8 ? "SMTPUTF8" : nil, can.dsn ? "DSN" : nil,
            can.largestMessage.map { "at most \(NumberText.grouped($0)) bytes a message" },
        ].compactMap { $0 }
        let parts = [
            facts.isEncrypted ? "encrypted" : "in clear",
            facts.login.map { "logged in by \($0)" } ?? "no login",
        ]
        return (parts + offers).joined(separator: ", ")
    }
}
