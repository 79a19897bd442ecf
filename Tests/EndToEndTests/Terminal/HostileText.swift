import TestSupport

/// Texts that would do harm if a terminal got them as they are, or that no text should be; as bytes.
struct HostileText {
    private var random: SeededNumbers

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    private static let pieces: [[UInt8]] =
        [
            "\u{1B}[2J\u{1B}[H", "\u{1B}]52;c;aGFybQ==\u{07}", "\u{1B}]8;;http://x\u{1B}\\x",
            "\u{1B}Pq\u{1B}\\", "\u{1B}c",
            "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{85}", "\u{202E}txet", "\u{2066}iso\u{2069}",
            "\u{200B}\u{FEFF}\u{200E}",
            "\r\n", "\t\t", "\u{08}\u{08}", "\u{07}", "\u{7F}", "\u{0E}\u{0F}",
            "e" + String(repeating: "\u{0301}", count: 40),
            "👨‍👩‍👧‍👦", "🇦🇶", "👍🏽", "日本語", "한글", "ﷺ", "\u{E0001}", "\u{2028}", "plain", "Ünï", "\u{00AD}", "ｆｕｌｌ",
        ].map { Array($0.utf8) } + [
            [0], [0xFF, 0xFE], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0x9B, 0x32, 0x4A],
            [0xC0, 0x9B],
        ]

    mutating func next() -> [UInt8] {
        let count = Int.random(in: 0..<40, using: &random) == 0 ? 2000 : Int.random(in: 1...6, using: &random)
        return (0..<count).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }
    }
}
