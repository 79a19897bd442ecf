import ArgumentParser
import Glibc
import Platform
import PlatformServer
import ServiceCore

/// `serve`: the embedded platform as a server that speaks the four wire APIs.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the embedded platform by the four wire APIs.",
        discussion: """
            Programs written for Dyn Message Management, SendClean, DMDS or smsdrop find the platform at the paths they \
            know. It answers the links in messages, too: sendboard manual tracking. It prints a line for each address \
            where it can be reached, runs the delivery engine, and ends on SIGTERM or Ctrl-C once open requests are \
            done.
            """)

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "host:port"))
    var listen = "127.0.0.1:8025"

    @Option(
        help: ArgumentHelp(
            "A proxy before this server, by its address or range, that is believed whom it was asked by; can be given again.",
            valueName: "address"))
    var trustedProxy: [String] = []

    @Flag(help: "Let webhooks and pages fetched by URI be on private addresses.")
    var allowPrivateTargets = false

    @Flag(help: "Take webhooks whose URL does not answer as SendClean wants it.")
    var skipWebhookCheck = false

    /// What `demo` starts: sample rows, the account on the first line, an end when the input ends.
    @Flag(help: .hidden)
    var forDemo = false

    @OptionGroup var pages: PagesOptions

    @OptionGroup var encryption: CertificateOptions

    @OptionGroup var submission: SubmissionArguments

    @OptionGroup var bounces: BounceOptions

    @OptionGroup var sides: ServeSides

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let address = try ListenAddress(listen)
        let certificate = try encryption.certificate()
        var options = ServerOptions(address: address)
        try pages.apply(to: &options, certificate)
        options.trustedProxies = try proxies()
        let intake = try bounces.intake()
        let console = Console.standard
        var settings = try await RunSettings(globals, console)
        // Sample rows are made whatever the person's own configuration says.
        if forDemo { settings.isReadOnly = false }
        let hosting = forDemo ? try DemoHosting(in: settings.dataDirectory) : nil
        settings.allowsPrivateTargets = allowPrivateTargets
        settings.checksWebhooks = !skipWebhookCheck
        settings.isServer = true
        settings.publicURL = pages.publicUrl
        try await sides.settle(settings, console, servedAt: options.ownURL)
        let submission = try submission.options(certificate)
        let reload = CertificateReload(certificate: certificate, console: console)
        try await Session.run(settings, console, orders: [SIGTERM], reload: reload.onHangUp) {
            [options] session async throws(ServiceError) in
            session.platform.startEngine()
            try await hosting?.prepare(session)
            let announcement = Announcement(session.platform, session.console)
            let servers = try await Self.servers(session, options, submission, intake, announcement)
            let outcome = await Result { () async throws(ServiceError) in try await servers.run() }
            await announcement.end()
            try outcome.get()
        }
    }

    private static func servers(
        _ session: Session, _ options: ServerOptions, _ submission: SubmissionOptions?,
        _ intake: BounceIntake, _ announcement: Announcement
    ) async throws(ServiceError) -> ServersTogether {
        let throttle = LoginThrottle()
        var servers = ServersTogether()
        let web = PlatformServer(session.platform, options, throttle: throttle)
        let isEncrypted = options.certificate != nil
        servers.add { () async throws(ServiceError) in
            try await web.run(
                pagesReady: {
                    announcement.listening(.pages, at: $0.url(isEncrypted: isEncrypted), " (pages)")
                },
                ready: { address in
                    let isHere = options.trackingAddress == nil
                    announcement.listening(
                        .apis, at: address.url(isEncrypted: isEncrypted && isHere))
                })
        }
        if let submission {
            let mail = try await SubmissionServer(session.platform, submission, throttle: throttle)
            servers.add { () async throws(ServiceError) in
                try await mail.run { announcement.listening(.submission, at: "smtp://\($0.text)") }
            }
        }
        intake.add(to: &servers, session.platform, announcement)
        return servers
    }

    private func proxies() throws(ServiceError) -> [AddressRange] {
        var ranges: [AddressRange] = []
        for text in trustedProxy { ranges.append(try AddressRange(text)) }
        return ranges
    }
}
