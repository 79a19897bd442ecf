import Logging
import Platform
import PlatformServer
import SMTP
import ServiceCore

/// Takes in what comes back of messages beside other servers.
struct BounceIntake: Sendable {
    var address: ListenAddress?
    var dialect = MailServerSettings.Dialect.lmtp
    var maildir: Maildir?

    /// How often a maildir is looked at, and how long after a failure.
    private static let pause = Duration.seconds(1)
    private static let pauseAfterFailure = Duration.seconds(10)
    /// What messages under way may take to be recorded when the server ends.
    private static let patience = Duration.seconds(2)

    /// - Parameter announcement: told the URL, with the port that the system chose, once it can be reached.
    func add(
        to servers: inout ServersTogether, _ platform: EmbeddedPlatform, _ announcement: Announcement
    ) {
        if let maildir {
            servers.add {
                announcement.note(.maildir, at: maildir.folder)
                await Self.watch(maildir, platform)
            }
        }
        guard let address else { return }
        servers.add { [dialect] () async throws(ServiceError) in
            try await Self.listen(address, dialect, platform) {
                announcement.listening(.bounces, at: $0, " (bounces)")
            }
        }
    }

    /// Until the task is cancelled; what is being taken is answered then.
    private static func listen(
        _ address: ListenAddress, _ dialect: MailServerSettings.Dialect, _ platform: EmbeddedPlatform,
        _ ready: @Sendable (String) -> Void
    ) async throws(ServiceError) {
        let options = MailServerOptions(.bounces(dialect), platform.bounceService(dialect))
        let server: MailServer
        do throws(ListenFault) {
            server = try await MailServer(options, host: address.host, port: address.port)
        } catch {
            throw ServiceError(
                .unavailable, "\(dialect)://\(address.text) cannot be served: \(error.words).",
                hint: "Choose another --bounce-listen, as HOST:PORT.")
        }
        ready("\(dialect)://\(ListenAddress(host: address.host, port: server.port).text)")
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        await server.stop(within: patience)
    }

    /// Until the task is cancelled; what fails is tried again, and stays where it is meanwhile.
    private static func watch(_ maildir: Maildir, _ platform: EmbeddedPlatform) async {
        let logger = Logger(label: "sendboard.bounces")
        var unreadable = 0
        while !Task.isCancelled {
            var next = pause
            do throws(ServiceError) {
                let tally = try await platform.takeAll(of: maildir)
                // What cannot be read is there at every look, and told once.
                let isNews = tally.unreadable != unreadable && tally.unreadable > 0
                if !tally.isIdle || isNews {
                    logger.log(level: isNews ? .warning : .info, "maildir: \(tally.sentence)")
                }
                unreadable = tally.unreadable
            } catch {
                LogFile.note(error)
                next = pauseAfterFailure
            }
            try? await Task.sleep(for: next)
        }
    }
}
