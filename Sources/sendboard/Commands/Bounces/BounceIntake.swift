import Logging
import Platform
import PlatformServer
import SMTP
import ServiceCore

/// Takes in what comes back of messages for as long as something else runs.
struct BounceIntake: Sendable {
    var address: ListenAddress?
    var dialect = MailServerSettings.Dialect.lmtp
    var maildir: Maildir?

    /// How often a maildir is looked at, and how long after a failure.
    private static let pause = Duration.seconds(1)
    private static let pauseAfterFailure = Duration.seconds(10)
    /// What messages under way may take to be recorded when the server ends.
    private static let patience = Duration.seconds(2)

    /// - Throws: what the work throws; `.unavailable` where the address cannot be listened on.
    func run(
        beside session: Session, _ work: () async throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        let server = try await listen(session)
        let watching = maildir.map { maildir in Task { await Self.watch(maildir, session.platform) } }
        let ended = await Result { () async throws(ServiceError) in try await work() }
        watching?.cancel()
        await watching?.value
        await server?.stop(within: Self.patience)
        try ended.get()
    }

    private func listen(_ session: Session) async throws(ServiceError) -> MailServer? {
        guard let address else { return nil }
        var settings = MailServerSettings()
        settings.dialect = dialect
        settings.takesUTF8 = true
        settings.longestTextLine = 1 << 16
        let options = MailServerOptions(settings, session.platform.bounceService(dialect))
        do throws(ListenFault) {
            let server = try await MailServer(options, host: address.host, port: address.port)
            try? session.console.output.line(
                "sendboard: taking bounces on \(dialect)://\(address.host):\(server.port)")
            return server
        } catch {
            throw ServiceError(
                .unavailable, "\(address.host):\(address.port) cannot be listened on: \(error.words).",
                hint: "Choose another --bounce-listen, as HOST:PORT.")
        }
    }

    /// Until the task is cancelled; what fails is tried again, and stays where it is meanwhile.
    private static func watch(_ maildir: Maildir, _ platform: EmbeddedPlatform) async {
        let logger = Logger(label: "sendboard.bounces")
        while !Task.isCancelled {
            var next = pause
            do throws(ServiceError) {
                let tally = try await platform.takeAll(of: maildir)
                if !tally.isEmpty { logger.info("maildir: \(tally.sentence)") }
            } catch {
                LogFile.note(error)
                next = pauseAfterFailure
            }
            try? await Task.sleep(for: next)
        }
    }
}
