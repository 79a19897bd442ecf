package import Mail
package import ServiceCore

/// One message on its way to the transport.
package struct OutgoingMessage: Sendable, Hashable {
    package let delivery: Int64
    package let address: String
    /// Ours, stable over attempts, so that a receiver may fold a repeat; an API's caller may write one of their own.
    package let messageID: String
    package let attempt: Int
    /// SMS parts; 1 for e-mail.
    package let parts: Int
    package let channel: Channel
    let submission: Int64
    /// What is kept of its bytes.
    let keeping: Keeping
    /// What goes out, where it has been written.
    package var mail: WrittenMail?
    /// Whether it is one of a launch's, not a single send.
    var isOfLaunch = false

    enum Keeping: Sendable {
        /// A launch's: it is written out only for a transport that wants it.
        case nothing
        /// Hash and size, by which a copy that somebody shows can be verified.
        case hash
        case archive
    }
}
