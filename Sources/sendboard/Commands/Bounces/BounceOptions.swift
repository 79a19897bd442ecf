import ArgumentParser
import Platform
import PlatformServer
import SMTP
import ServiceCore

/// Where `serve` takes in what comes back of messages.
struct BounceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take bounces from the mail server by LMTP at this address; by SMTP with smtp:// before it.",
            valueName: "host:port"))
    var bounceListen: String?

    @Option(help: ArgumentHelp("Take bounces from this maildir as they come.", valueName: "folder"))
    var maildir: String?

    /// - Throws: `.invalid` for no address, `.notFound` for no maildir.
    func intake() throws(ServiceError) -> BounceIntake {
        var intake = BounceIntake()
        intake.maildir = try maildir.map { path throws(ServiceError) in try Maildir(path) }
        guard var text = bounceListen else { return intake }
        for (scheme, dialect) in [("lmtp://", MailServerSettings.Dialect.lmtp), ("smtp://", .smtp)]
        where text.hasPrefix(scheme) {
            text.removeFirst(scheme.count)
            intake.dialect = dialect
        }
        intake.address = try ListenAddress(text)
        return intake
    }
}
