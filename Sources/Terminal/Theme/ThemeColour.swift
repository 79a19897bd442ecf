/// A colour as a theme writes it.
package enum ThemeColour: Hashable, Sendable {
    /// Whatever the terminal uses where nothing is said.
    case terminalDefault
    /// One of the terminal's own sixteen.
    case ansi(ANSIColour)
    /// One of the 256: the sixteen, a cube of 216, 24 greys.
    case indexed(UInt8)
    /// An exact colour.
    case rgb(RGBColour)

    /// Reads `default`, a name (`red`, `bright-red`), an index (`0` to `255`) or `#rgb`, `#rrggbb`; nil for others.
    package init?(_ spelling: String) {
        let lowered = spelling.lowercased()
        if lowered == "default" {
            self = .terminalDefault
        } else if let colour = ANSIColour(rawName: lowered) {
            self = .ansi(colour)
        } else if let index = UInt8(lowered) {
            self = .indexed(index)
        } else if lowered.first == "#", let colour = Self.rgb(hex: lowered.dropFirst()) {
            self = .rgb(colour)
        } else {
            return nil
        }
    }

    private static func rgb(hex: Substring) -> RGBColour? {
        guard hex.allSatisfy(\.isHexDigit) else { return nil }
        switch hex.count {
        case 3: return UInt32(hex.map { "\($0)\($0)" }.joined(), radix: 16).map(RGBColour.init)
        case 6: return UInt32(hex, radix: 16).map(RGBColour.init)
        default: return nil
        }
    }
}

/// The sixteen colours that a terminal names, and its user may set.
package enum ANSIColour: UInt8, CaseIterable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow
    case brightBlue, brightMagenta, brightCyan, brightWhite

    /// The name in theme files: `red`, `bright-red`.
    package var name: String {
        rawValue < 8 ? Self.names[Int(rawValue)] : "bright-" + Self.names[Int(rawValue) - 8]
    }

    init?(rawName: String) {
        switch rawName {
        case "gray", "grey": self = .brightBlack
        default:
            guard let colour = Self.allCases.first(where: { $0.name == rawName }) else { return nil }
            self = colour
        }
    }

    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
}
