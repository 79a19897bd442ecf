package import Platform

/// How the server listens and what it lets through.
package struct ServerOptions: Sendable {
    package var address: ListenAddress
    /// The address under which the outside reaches it, for links in messages; nil is that of `address`.
    package var publicURL: String?
    /// In bytes: attachments come in base64, and smaller limits would refuse what the platforms take.
    package var bodyLimit = 32 << 20
    /// In bytes: what the bodies of all requests that are being read or answered may hold together.
    package var bodyBudget = 128 << 20
    /// The same for those of which nobody knows yet whose they are; one of any size must fit.
    package var unknownBodyBudget = 40 << 20
    /// Who is believed when it says in `X-Forwarded-For` whom it was asked by.
    package var trustedProxies: [AddressRange] = []
    /// In bytes, the request's target among them.
    package var headLimit = 64 << 10
    package var headerCountLimit = 128
    /// How long the head of a connection's first request may take to come, and each body.
    package var headTime = Duration.seconds(30)
    package var bodyTime = Duration.seconds(30)
    /// How long an answer may take to be fetched.
    package var answerTime = Duration.seconds(120)
    /// How long a connection may stay between an answer and the end of the next request's head.
    package var idleTime = Duration.seconds(75)
    /// How long the other side may take to read a last answer.
    package var lingerTime = Duration.seconds(2)
    /// How long open requests may take once the server is told to end; the rest of the time that a process has is for the
    /// database.
    package var patience = Duration.seconds(2)

    package init(address: ListenAddress, publicURL: String? = nil) {
        self.address = address
        self.publicURL = publicURL
    }
}
