import Foundation
import Terminal
import Testing

@Suite struct ClipboardSequenceTests {
    private func text(_ sequence: ClipboardSequence?) -> String? {
        sequence.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("é", "w6k="),
    ])
    func `text goes out in base 64`(given: String, encoded: String) {
        #expect(text(ClipboardSequence(copying: given, inside: nil)) == "\u{1B}]52;c;\(encoded)\u{7}")
    }

    private let plain = "\u{1B}]52;c;Zm9v\u{7}"

    @Test func `tmux is asked to keep it, and to hand it on`() {
        let sequence = ClipboardSequence(copying: "foo", inside: .tmux)
        #expect(text(sequence) == plain + "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    }

    @Test func `screen is asked to hand it on, in strings that it takes`() throws {
        #expect(
            text(ClipboardSequence(copying: "foo", inside: .screen))
                == plain + "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        let long = String(repeating: "x", count: 10_000)
        let alone = try #require(text(ClipboardSequence(copying: long, inside: nil)))
        let both = try #require(text(ClipboardSequence(copying: long, inside: .screen)))
        let wrapped = both.dropFirst(alone.count).components(separatedBy: "\u{1B}\\").dropLast()
        #expect(wrapped.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
        #expect(wrapped.map { $0.dropFirst(2) }.joined() == alone)
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"], Multiplexer.tmux),
            (["TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"], .tmux),
            (["TERM": "tmux-256color"], .tmux), (["TERM": "screen", "STY": "1.a"], .screen),
            (["TERM": "screen.xterm-256color"], .screen), (["TERM": "xterm", "STY": "1.a"], .screen),
            (["TERM": "xterm-256color"], nil), ([:], nil),
        ] as [([String: String], Multiplexer?)])
    func `what stands between is known by its variable, and far away by the terminal's name`(
        variables: [String: String], multiplexer: Multiplexer?
    ) {
        #expect(TerminalEnvironment(variables: variables).multiplexer == multiplexer)
    }

    @Test func `text too long for terminals is not sent`() {
        let long = String(repeating: "x", count: ClipboardSequence.limit + 1)
        #expect(ClipboardSequence(copying: long, inside: nil) == nil)
    }
}
