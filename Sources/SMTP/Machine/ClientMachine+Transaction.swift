extension ClientMachine {
    /// Begins a message; only where `isReady`. What this server cannot take is refused without asking it.
    mutating func begin(_ transaction: MailTransaction) -> [ClientAction] {
        guard isReady else {
            return [.finished(transaction.result(.failed(DeliveryFault(.mail, .cancelled))))]
        }
        let progress = TransactionProgress(transaction, to: capabilities)
        if progress.isHopeless { return [.finished(progress.result(Self.nobody))] }
        phase = .transaction(progress)
        commands = (needsReset ? [.reset] : []) + progress.envelope(for: capabilities)[...]
        if !chunks { commands.append(.data) }
        return sayNext()
    }

    /// For results in which everybody has a fault of their own.
    private static let nobody = Outcome.failed(DeliveryFault(.rcpt, .cancelled))

    private var chunks: Bool { capabilities.chunking && settings.usesChunking }

    /// All at once where the server takes that, else one.
    private mutating func sayNext() -> [ClientAction] {
        let next = commands.prefix(capabilities.pipelining ? commands.count : 1)
        commands = commands.dropFirst(next.count)
        awaited += next.map(Awaited.command)
        return [.write(next.flatMap { Array($0.line.utf8) })]
    }

    mutating func receiveInTransaction(_ answered: Awaited, _ reply: Reply) -> [ClientAction] {
        guard case .transaction(var progress) = phase else { return end(.lost) }
        if reply.closesSession { return closed(by: reply, answered, progress) }
        if reply.isIntermediate != (answered == .command(.data) && reply.code == 354) {
            return unfitting(reply, to: answered)
        }
        switch answered {
        case .command(.reset):
            guard reply.isPositive else { return unfitting(reply, to: answered) }
            needsReset = false
        case .command(.mail): progress.mailAnswered(reply)
        case .command(.rcpt(let index, _)): progress.recipientAnswered(index, reply)
        case .command(.data): return receiveDATA(reply, progress)
        case .emptyDot: return finish(progress, Self.nobody)
        default: return receiveEnd(reply, progress)
        }
        phase = .transaction(progress)
        return awaited.isEmpty ? goOn(progress) : []
    }

    /// A reply that the command cannot have: whatever follows could be anybody's.
    private mutating func unfitting(_ reply: Reply, to answered: Awaited) -> [ClientAction] {
        awaited = [answered] + awaited
        return end(.violation(.unexpectedReply(reply.code)))
    }

    /// Everything that was said is answered: says more, sends the message, or gives it up.
    private mutating func goOn(_ progress: TransactionProgress) -> [ClientAction] {
        if progress.mailFault != nil { return finish(progress, Self.nobody) }
        let isNamed = commands.isEmpty || commands.first == .data
        if isNamed, progress.acceptedCount == 0 { return finish(progress, Self.nobody) }
        if !commands.isEmpty { return sayNext() }
        return send(MessagePieces(chunkOf: progress.transaction.content))
    }

    private mutating func receiveDATA(_ reply: Reply, _ progress: TransactionProgress) -> [ClientAction] {
        let isForSomebody = progress.mailFault == nil && progress.acceptedCount > 0
        if reply.code == 354 {
            guard isForSomebody else {
                // Whoever takes a message for nobody is given an empty one to end it (RFC 2920 §3.1).
                awaited = [.emptyDot]
                return [.write([0x2E, 0x0D, 0x0A])]
            }
            return send(MessagePieces(dataOf: progress.transaction.content))
        }
        guard reply.code >= 400 else { return unfitting(reply, to: .command(.data)) }
        return finish(progress, .failed(DeliveryFault(.data, .refused(reply))))
    }

    /// Writes up to the last piece, before which the caller is asked.
    private mutating func send(_ rest: MessagePieces) -> [ClientAction] {
        guard case .transaction(let progress) = phase else { return [] }
        var rest = rest
        if let piece = rest.next() {
            body = .writing(rest)
            return [.writePiece(piece)]
        }
        body = .confirming(rest)
        return [.confirm(progress.transaction.id)]
    }

    /// The system has taken the piece.
    mutating func written() -> [ClientAction] {
        guard case .writing(let rest) = body else { return [] }
        return send(rest)
    }

    /// The caller lets the message go: from now on only its reply tells what became of it.
    mutating func handOver() -> [ClientAction] {
        guard case .confirming(var rest) = body else { return [] }
        body = .handedOver
        awaited = [.end]
        return [.write(rest.last())]
    }

    /// The caller keeps the message back. What the server has half of only the end of the session ends.
    mutating func withhold(_ why: String) -> [ClientAction] {
        guard case .confirming(let rest) = body, case .transaction(let progress) = phase else { return [] }
        let outcome = Outcome.failed(DeliveryFault(.data, .withheld(why)))
        if rest.hasBegun || !chunks { return close([.finished(progress.result(outcome))]) }
        return finish(progress, outcome)
    }

    private mutating func receiveEnd(_ reply: Reply, _ progress: TransactionProgress) -> [ClientAction] {
        let outcome: Outcome =
            reply.isPositive ? .accepted(reply) : .failed(DeliveryFault(.dot, .refused(reply)))
        return [.answered(progress.transaction.id, reply)]
            + finish(progress, outcome, isOpen: chunks && !reply.isPositive)
    }

    /// - Parameter isOpen: whether the server may have the sender still noted; as far as MAIL was taken, unless given.
    private mutating func finish(
        _ progress: TransactionProgress, _ outcome: Outcome, isOpen: Bool? = nil
    ) -> [ClientAction] {
        needsReset = isOpen ?? progress.hasBegun
        phase = .ready
        body = .none
        commands = []
        return [.finished(progress.result(outcome))]
    }

    private mutating func closed(
        by reply: Reply, _ answered: Awaited, _ progress: TransactionProgress
    ) -> [ClientAction] {
        let outcome = Outcome.failed(DeliveryFault(stage(of: answered), .refused(reply)))
        let isAnswer = answered == .end
        return close(
            (isAnswer ? [.answered(progress.transaction.id, reply)] : []) + [
                .finished(progress.result(outcome))
            ])
    }

    /// The result of a message that the session's end overtook.
    func result(of progress: TransactionProgress, _ reason: DeliveryFault.Reason) -> TransactionResult {
        switch body {
        case .handedOver: progress.result(.unknown(DeliveryFault(.dot, reason)))
        case .writing, .confirming: progress.result(.failed(DeliveryFault(.data, reason)))
        case .none: progress.result(.failed(DeliveryFault(awaited.first.map(stage) ?? .mail, reason)))
        }
    }

    private func stage(of answered: Awaited) -> Stage {
        switch answered {
        case .command(.rcpt): .rcpt
        case .command(.data): .data
        // A dot that ends a message for nobody hands nothing over.
        case .emptyDot: .data
        case .end: .dot
        default: .mail
        }
    }
}
