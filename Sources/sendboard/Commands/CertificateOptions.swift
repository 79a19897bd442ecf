import ArgumentParser
import Glibc
import PlatformServer
import ServiceCore

/// The certificate that servers of this program show.
struct CertificateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file with this server's certificate and those above it, as PEM; needs --tls-key.",
            valueName: "file"))
    var tlsCertificate: String?

    @Option(
        help: ArgumentHelp("The file with the private key of --tls-certificate, as PEM.", valueName: "file"))
    var tlsKey: String?

    func validate() throws {
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key come together.")
        }
    }

    /// Nil where none is given.
    func certificate() throws(ServiceError) -> ServerCertificate? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return try ServerCertificate(certificate: tlsCertificate, key: tlsKey)
    }
}

/// What SIGHUP asks of a server: to read the files of its certificate again.
struct CertificateReload: Sendable {
    let certificate: ServerCertificate?
    let console: Console

    /// Nil in a terminal, which sends the signal when it is closed: the server ends then as any command does.
    var onHangUp: (@Sendable () -> Void)? {
        if isatty(STDIN_FILENO) == 1 { return nil }
        return { run() }
    }

    private func run() {
        guard let certificate else { return say(console.output, "there is no certificate to read again") }
        do throws(ServiceError) {
            try certificate.reload()
            say(console.output, "the certificate was read again")
        } catch {
            say(console.errors, "\(error.message) The one before stays in use.")
        }
    }

    private func say(_ output: Output, _ words: String) {
        try? output.line("sendboard: \(SafeLine.of(words))")
        try? output.flush()
    }
}
