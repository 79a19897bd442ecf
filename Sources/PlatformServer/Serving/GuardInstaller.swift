internal import NIOCore
internal import NIOHTTP1

/// Puts a connection's guard where Hummingbird lets nobody in: between HTTP's decoder and its own types.
final class GuardInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limits: ServerOptions
    private let refusal: @Sendable ([String]) -> ServerResponse

    init(_ limits: ServerOptions, refusal: @escaping @Sendable ([String]) -> ServerResponse) {
        self.limits = limits
        self.refusal = refusal
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let opening = OpeningBytes()
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(opening, position: .first)
            try pipeline.addHandler(
                ConnectionGuard(limits, opening, refusal: refusal), position: .after(decoder))
        } catch {
            // Without its guard a connection is not served.
            context.close(promise: nil)
        }
    }
}
