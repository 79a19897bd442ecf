@testable import SMTP

/// A session's machine and what it wanted done, in words: `> QUIT` for a line said, else the action's name.
struct MachineDriver {
    var machine: ClientMachine
    var finished: [TransactionResult] = []
    private(set) var failure: DeliveryFault?
    private var parser = ReplyParser()

    init(
        security: RelaySecurity = .none, login: RelayLogin? = nil, trusts: Bool = false, chunks: Bool = true
    ) {
        machine = ClientMachine(
            ClientSettings(
                helloName: "client.test", security: security, login: login, trustsConnection: trusts,
                usesChunking: chunks))
    }

    /// A session that stands, with what the server announced.
    init(announcing words: [String], chunks: Bool = true) {
        self.init(chunks: chunks)
        _ = connect()
        _ = hear("220 relay\r\n")
        let lines = ["250-relay"] + words.map { "250-\($0)" } + ["250 HELP"]
        _ = hear(lines.joined(separator: "\r\n") + "\r\n")
    }

    mutating func connect() -> [String] { tell(machine.connected()) }

    mutating func secure() -> [String] { tell(machine.secured()) }

    /// Replies, as they come in one piece.
    mutating func hear(_ text: String) -> [String] {
        parser.append(text.utf8)
        var told: [String] = []
        do {
            while let reply = try parser.next() {
                told += tell(machine.receive(reply, hasMore: parser.hasMore))
            }
        } catch {
            told += tell(machine.end(.violation(error)))
        }
        return told
    }

    mutating func begin(_ transaction: MailTransaction) -> [String] { tell(machine.begin(transaction)) }

    mutating func handOver() -> [String] { tell(machine.handOver()) }

    mutating func withhold() -> [String] { tell(machine.withhold("no longer ours")) }

    mutating func written() -> [String] { tell(machine.written()) }

    mutating func expire() -> [String] { tell(machine.expired()) }

    mutating func end(_ reason: DeliveryFault.Reason) -> [String] { tell(machine.end(reason)) }

    mutating func quit() -> [String] { tell(machine.quit()) }

    private mutating func tell(_ actions: [ClientAction]) -> [String] {
        actions.flatMap { action in
            switch action {
            case .finished(let result): finished.append(result)
            case .failed(let fault): failure = fault
            default: break
            }
            return Self.words(action)
        }
    }

    private static func words(_ action: ClientAction) -> [String] {
        switch action {
        case .write(let bytes): lines(bytes).map { "> \($0)" }
        case .writePiece(let bytes): ["piece of \(bytes.count)"]
        case .startTLS: ["TLS"]
        case .opened: ["opened"]
        case .confirm(let id): ["confirm \(id)"]
        case .answered(let id, let reply): ["answered \(id) \(reply.code)"]
        case .finished: ["finished"]
        case .failed: ["failed"]
        case .close: ["close"]
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false
        ).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

extension MailTransaction {
    /// A small message to some people.
    static func test(
        _ id: Int64 = 1, from sender: String = "news@example.com", to people: String...,
        text: String = "Subject: Hi\r\n\r\nHello\r\n"
    ) throws -> MailTransaction {
        let people = people.isEmpty ? ["ana@example.org"] : people
        return MailTransaction(
            id: id, from: sender.isEmpty ? .none : try EnvelopeAddress(sender),
            to: try people.map { Recipient(try EnvelopeAddress($0)) }, try MessageContent(Array(text.utf8)))
    }
}
