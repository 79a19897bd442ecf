import NIOCore

/// One client of a scripted server: reads whole requests and plays the answers' steps.
final class ScriptedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: ServerScript
    private var pending: [UInt8] = []

    init(_ script: ServerScript) { self.script = script }

    func channelActive(context: ChannelHandlerContext) {
        script.opened(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        script.closed(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending += unwrapInboundIn(data).readableBytesView
        while let (request, length) = RecordedRequest.first(in: pending) {
            pending.removeFirst(length)
            let play = ScriptedPlay(channel: context.channel, sent: script.sent)
            Task(executorPreference: LoopExecutor(context.eventLoop)) { [script] in
                play.go(on: await script.take(request).steps[...])
            }
        }
    }

    /// A client that breaks off, or a failed handshake, ends this connection alone.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
