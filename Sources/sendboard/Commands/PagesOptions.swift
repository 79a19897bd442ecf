import ArgumentParser
import Platform
import PlatformServer
import ServiceCore

/// Where `serve` answers the pixels, links and unsubscribe pages of messages, and how the outside knows it.
struct PagesOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The address under which others reach the pages for links in messages; kept for every process.",
            valueName: "url"))
    var publicUrl: String?

    @Option(
        help: ArgumentHelp(
            "Another address for these pages alone; by default they are served beside the APIs.",
            valueName: "host:port"))
    var trackingListen: String?

    func validate() throws {
        if publicUrl?.trimmingBlanks.isEmpty == true {
            throw ValidationError("--public-url wants a URL, and what it was given is empty.")
        }
    }

    /// - Throws: `.invalid` for what is no address.
    func apply(
        to options: inout ServerOptions, _ certificate: ServerCertificate?
    ) throws(ServiceError) {
        if let publicUrl { _ = try TrackingLinks(publicURL: publicUrl) }
        if let trackingListen { options.trackingAddress = try ListenAddress(trackingListen) }
        options.certificate = certificate
    }
}
