import ArgumentParser
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
