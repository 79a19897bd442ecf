import Foundation
import TestSupport

/// What a cat on the keyboard types: letters, arrows, function keys, broken sequences and broken UTF-8 aside.
enum RandomKeys {
    /// Whether the long sizes are asked for.
    static let isLong = ProcessInfo.processInfo.environment["SENDBOARD_LONG"] == "1"

    private static let special = [
        "\u{1B}", "\r", "\t", " ", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[5~",
        "\u{1B}[6~",
        "\u{1B}OP", "\u{1B}[Z", "\u{13}", "\u{15}", "\u{04}", "\u{0C}", "é", "日", "\u{1B}[<0;3;4M",
        "\u{1B}[I",
    ]

    static func strokes(_ count: Int, using random: inout SeededNumbers) -> [String] {
        (0..<count).map { _ in
            Bool.random(using: &random)
                ? String(UnicodeScalar(UInt8.random(in: 0x21...0x7E, using: &random)))
                : special.randomElement(using: &random)!
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
