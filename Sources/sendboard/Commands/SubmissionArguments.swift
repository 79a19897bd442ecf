import ArgumentParser
import PlatformServer
import ServiceCore

/// How `serve` takes mail by SMTP.
struct SubmissionArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Also take mail by SMTP at this address; beyond this machine it needs --tls-certificate.",
            valueName: "host:port"))
    var smtpListen: String?

    @Option(
        help: ArgumentHelp(
            "How the SMTP server calls itself; the name of this machine unless given.", valueName: "name"))
    var smtpName: String?

    @Option(
        help: ArgumentHelp(
            "The SMTP user that clients on this machine are without logging in; not behind a proxy on it, whose clients all seem to be here.",
            valueName: "name"))
    var smtpLocalUser: String?

    func validate() throws {
        if smtpListen == nil, smtpName != nil || smtpLocalUser != nil {
            throw ValidationError("--smtp-name and --smtp-local-user need --smtp-listen.")
        }
        if let smtpName, !HostName.isOne(smtpName) {
            throw ValidationError("--smtp-name wants a host name, such as mail.example.com.")
        }
    }

    /// Nil where no mail is taken.
    func options(_ certificate: ServerCertificate?) throws(ServiceError) -> SubmissionOptions? {
        guard let smtpListen else { return nil }
        var options = SubmissionOptions(address: try ListenAddress(smtpListen))
        options.certificate = certificate
        options.name = smtpName
        options.localUser = smtpLocalUser
        return options
    }
}

/// A name as a server may greet with.
enum HostName {
    static func isOne(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
                    || byte == 0x2E
            }
    }
}
