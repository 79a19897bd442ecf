import NIOCore
import NIOSSL

/// One client of a scripted relay. While an answer is played, what the client says waits.
final class RelayConversation: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never

    let record: RelayRecord
    let encryption: NIOSSLContext?
    var session = 0
    var pending: [UInt8] = []
    private var isAnswering = false
    private var holdsReading = false
    var isEncrypted: Bool
    var user: String?
    var reading = Reading.commands
    var sender: (address: String, options: String)?
    var recipients: [String] = []
    var chunks: [UInt8] = []
    /// What is done in the midst of the message that is being read.
    var interruption: RelayRule?

    enum Reading {
        case commands
        case login(RelayLoginDialogue)
        case message(RelayMessageReader)
        case chunk(left: Int, isLast: Bool)
    }

    init(_ record: RelayRecord, _ encryption: NIOSSLContext?) {
        self.record = record
        self.encryption = encryption
        isEncrypted = record.script.beginsWithTLS
    }

    func channelActive(context: ChannelHandlerContext) {
        session = record.opened(context.channel)
        answer(.greeting, .reply(220, "relay.test ESMTP"), context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        record.closed(session)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending += unwrapInboundIn(data).readableBytesView
        goOn(context)
    }

    /// A relay that does not answer does not read for ever either, so that a client notices.
    func read(context: ChannelHandlerContext) {
        holdsReading = isAnswering && pending.count > 65536
        if !holdsReading { context.read() }
    }

    /// Takes what has come, up to what must be answered first.
    private func goOn(_ context: ChannelHandlerContext) {
        while !isAnswering, !pending.isEmpty {
            switch reading {
            case .commands:
                guard let line = takeLine() else { return }
                hear(line, context)
            case .login(let dialogue):
                guard let line = takeLine() else { return }
                hearLogin(line, dialogue, context)
            case .message(var reader):
                let isWhole = reader.read(&pending)
                reading = .message(reader)
                if interrupts(at: reader.bytes.count, context) || !isWhole { return }
                end(reader.unstuffed, context)
            case .chunk(let left, let isLast): hearChunk(left, isLast: isLast, context)
            }
        }
    }

    private func takeLine() -> String? {
        guard let end = pending.firstIndex(of: 0x0A) else { return nil }
        let line = pending[..<end]
        pending.removeFirst(end + 1)
        return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }

    func forget() {
        sender = nil
        recipients = []
        chunks = []
    }

    /// Plays what the script has for this point, or else the usual.
    ///
    /// - Parameter proceed: what follows where the client hears a positive reply.
    func answer(
        _ point: RelayPoint, _ usual: RelayAnswer, _ context: ChannelHandlerContext,
        saying arguments: String = "",
        then proceed: @escaping (RelayAnswer) -> Void = { _ in }
    ) {
        let answer = record.rule(at: point, session: session, saying: arguments)?.answer ?? usual
        play(answer, context) { if answer.isPositive { proceed(answer) } }
    }

    func play(
        _ answer: RelayAnswer, _ context: ChannelHandlerContext, then proceed: @escaping () -> Void
    ) {
        isAnswering = true
        let bound = NIOLoopBound((self, context, proceed), eventLoop: context.eventLoop)
        let play = ScriptedPlay(
            channel: context.channel,
            done: {
                let (conversation, context, proceed) = bound.value
                conversation.isAnswering = false
                proceed()
                conversation.goOn(context)
                if conversation.holdsReading { conversation.read(context: context) }
            })
        play.go(on: answer.steps[...])
    }
}
