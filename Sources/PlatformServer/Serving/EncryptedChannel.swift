internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// Puts TLS before the connections of a server; each asks anew for the certificate, which may have been renewed.
struct EncryptedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let certificate: ServerCertificate

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            let handler = NIOSSLServerHandler(context: certificate.context)
            try channel.pipeline.syncOperations.addHandler(handler)
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

extension ServerChildChannel {
    /// The same over TLS where there is a certificate.
    func encrypted(by certificate: ServerCertificate?) -> any ServerChildChannel {
        guard let certificate else { return self }
        return EncryptedChannel(base: self, certificate: certificate)
    }
}
