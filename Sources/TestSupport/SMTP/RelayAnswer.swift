/// How a scripted relay answers at one point, as bytes and as manners.
package struct RelayAnswer: Sendable {
    var steps: [ScriptedAnswer.Step]
    /// Whether a message that is whole by now is taken; nil leaves it to the reply's code.
    var stores: Bool?
    /// Whether a positive reply to STARTTLS is followed by TLS.
    var turnsToTLS = true

    /// One reply; several lines make one of several lines.
    package static func reply(_ code: Int, _ lines: String...) -> RelayAnswer {
        raw(text(code, lines.isEmpty ? ["Scripted"] : lines))
    }

    static func text(_ code: Int, _ lines: [String]) -> String {
        lines.enumerated().map { place, line in
            "\(code)\(place == lines.count - 1 ? " " : "-")\(line)\r\n"
        }.joined()
    }

    /// Whatever the test likes.
    package static func raw(_ text: String) -> RelayAnswer { RelayAnswer(steps: [.send(Array(text.utf8))]) }

    /// Closes without a word.
    package static let dropped = RelayAnswer(steps: [.close])

    /// Closes with a reset.
    package static let reset = RelayAnswer(steps: [.reset])

    /// Never answers, and keeps the connection.
    package static var silence: RelayAnswer { RelayAnswer(steps: [.wait(Gate())]) }

    /// The same bytes again and again until the client has gone.
    package static func endless(_ text: String) -> RelayAnswer {
        // In large blocks, of which the system takes few before it waits for the client.
        let block = String(repeating: text, count: max(1, 65536 / text.utf8.count))
        return RelayAnswer(steps: [.endless(Array(block.utf8))])
    }

    /// A reply byte by byte, this far apart.
    package static func dripping(_ text: String, every pause: Duration) -> RelayAnswer {
        RelayAnswer(steps: [.drip(Array(text.utf8), every: pause)])
    }

    /// The same, and then the connection closes.
    package var closing: RelayAnswer { with { $0.steps.append(.close) } }

    /// The same, and then nothing more, whatever the client says.
    package var silent: RelayAnswer { with { $0.steps.append(.wait(Gate())) } }

    /// The same, when the test opens the gate.
    package func after(_ gate: Gate) -> RelayAnswer { with { $0.steps.insert(.wait(gate), at: 0) } }

    /// The message is taken, whatever the client hears.
    package var storing: RelayAnswer { with { $0.stores = true } }

    /// STARTTLS is agreed to, and then no TLS comes.
    package var withoutTLS: RelayAnswer { with { $0.turnsToTLS = false } }

    private func with(_ change: (inout RelayAnswer) -> Void) -> RelayAnswer {
        var answer = self
        change(&answer)
        return answer
    }

    /// Whether the client hears a reply of 2 or 3 first.
    var isPositive: Bool {
        for case .send(let bytes) in steps { return bytes.first == 0x32 || bytes.first == 0x33 }
        for case .drip(let bytes, _) in steps { return bytes.first == 0x32 || bytes.first == 0x33 }
        return false
    }
}
