internal import Terminal

/// What a terminal tells of one button, by either of the two forms that xterm and those after it have.
///
/// Told apart here and not by ncurses, which believes the terminal's description about the form: under `xterm`, `screen`
/// and `tmux` that is often not the one which comes.
struct MouseReport: Hashable {
    /// The button with the bits of what was held and done beside it.
    private let code: Int
    private let place: Point
    private let isRelease: Bool

    enum Reading: Hashable {
        /// The report, nil where its numbers make no sense, and where what follows begins.
        case whole(MouseReport?, end: Int)
        /// So far it is one.
        case begun
        case none
    }

    /// Reads the report that begins with the first of `keys`.
    static func read(_ keys: ArraySlice<RawKey>) -> Reading {
        guard keys.first == .byte(0x1B) else { return .none }
        let bytes = keys.prefix(40).map { key in if case .byte(let byte) = key { Int(byte) } else { -1 } }
        guard bytes.count > 2, bytes[1] == 0x5B else { return .none }
        return switch bytes[2] {
        case 0x3C: numbered(bytes.dropFirst(3), from: keys.startIndex)
        case 0x4D: plain(bytes.dropFirst(3), from: keys.startIndex)
        default: .none
        }
    }

    /// `Esc [ < code ; column ; row` and `M` for pressed or `m` for released (SGR, 1006).
    private static func numbered(_ bytes: ArraySlice<Int>, from start: Int) -> Reading {
        guard let end = bytes.firstIndex(where: { !(0x30...0x3B).contains($0) }) else {
            return bytes.count < 37 ? .begun : .none
        }
        guard bytes[end] == 0x4D || bytes[end] == 0x6D else { return .none }
        let text = String(decoding: bytes[..<end].map(UInt8.init), as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else {
            return .whole(nil, end: start + end + 1)
        }
        let place = Point(x: numbers[1] - 1, y: numbers[2] - 1)
        return .whole(
            MouseReport(code: numbers[0], place: place, isRelease: bytes[end] == 0x6D), end: start + end + 1)
    }

    /// `Esc [ M` and three bytes, each 32 more than what it says (X11, 1000).
    private static func plain(_ bytes: ArraySlice<Int>, from start: Int) -> Reading {
        let numbers = bytes.prefix(3).map { $0 - 32 }
        guard numbers.count == 3 else { return .begun }
        guard numbers.allSatisfy({ $0 >= 0 }), numbers[1] > 0, numbers[2] > 0 else {
            return .whole(nil, end: start + 6)
        }
        let place = Point(x: numbers[1] - 1, y: numbers[2] - 1)
        return .whole(
            MouseReport(code: numbers[0], place: place, isRelease: numbers[0] & 3 == 3), end: start + 6)
    }

    /// A press of the left button, or the wheel as the arrow key that does the same; nil for anything else.
    var event: TerminalEvent? {
        let (held, moved, wheel) = (0b11100, 0b10_0000, 0b100_0000)
        guard !isRelease, code & moved == 0 else { return nil }
        return switch code & ~held {
        case 0: .click(place)
        case wheel: .key(.up)
        case wheel + 1: .key(.down)
        default: nil
        }
    }
}
