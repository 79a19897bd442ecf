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
            // Before what TLS has made readable.
            try pipeline.addHandler(opening, position: .before(decoder))
            try pipeline.addHandler(
                ConnectionGuard(limits, opening, refusal: refusal), position: .after(decoder))
        } catch {
            // Without its guard a connection is not served.
            context.close(promise: nil)
        }
    }
}

/// Remembers how a request began, for the answer to one that cannot be read.
final class OpeningBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let length = 64
    private var bytes: [UInt8] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if bytes.isEmpty { bytes = Array(unwrapInboundIn(data).readableBytesView.prefix(Self.length)) }
        context.fireChannelRead(data)
    }

    func forget() { bytes.removeAll(keepingCapacity: true) }

    /// The segments of the path, as far as they are known: `GET /rest/json/senders` has three.
    var path: [String] {
        let words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count > 1 else { return [] }
        let path = words[1].prefix { $0 != UInt8(ascii: "?") }
        return path.split(separator: UInt8(ascii: "/")).map { PercentDecoding.text($0) }
    }
}
