/// How the server listens and what it lets through.
package struct ServerOptions: Sendable {
    package var address: ListenAddress
    /// The address under which the outside reaches it, for links in messages; nil is that of `address`.
    package var publicURL: String?
    /// In bytes: attachments come in base64, and smaller limits would refuse what the platforms take.
    package var bodyLimit = 32 << 20
    /// How long a body may take to come, and an idle connection may stay.
    package var bodyTime = Duration.seconds(30)
    package var idleTime = Duration.seconds(75)
    /// How long open requests may take once the server is told to end.
    package var patience = Duration.seconds(5)

    package init(address: ListenAddress, publicURL: String? = nil) {
        self.address = address
        self.publicURL = publicURL
    }
}
