/// The bytes that ask a terminal to put text on the clipboard (OSC 52).
package struct ClipboardSequence: Hashable, Sendable {
    /// What goes to the terminal, as it is.
    package let bytes: [UInt8]

    /// The most text that is sent; terminals drop longer requests, some of them silently.
    package static let limit = 74_994

    /// The request for `text`; nil where it is too long to be taken.
    ///
    /// Inside tmux or screen it goes out twice: as it is, for a tmux that keeps a clipboard, and wrapped, for one that hands
    /// it on to the terminal around it. Which of the two is allowed there cannot be known; either alone is lost by default
    /// somewhere, and both put the same text in the same place.
    package init?(copying text: String, inside multiplexer: Multiplexer?) {
        guard text.utf8.count <= Self.limit else { return nil }
        let request: [UInt8] = Array("\u{1B}]52;c;".utf8) + Base64.encode(text.utf8) + [0x07]
        bytes =
            switch multiplexer {
            case nil: request
            case .tmux: request + Self.passedThroughTmux(request)
            case .screen: request + Self.passedThroughScreen(request)
            }
    }

    private static func passedThroughTmux(_ request: [UInt8]) -> [UInt8] {
        let doubled = request.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
        return Array("\u{1B}Ptmux;".utf8) + doubled + [0x1B, 0x5C]
    }

    /// Screen hands on what stands in a device control string, of which it takes no more than 768 bytes at once.
    private static func passedThroughScreen(_ request: [UInt8]) -> [UInt8] {
        var wrapped: [UInt8] = []
        for start in stride(from: 0, to: request.count, by: 512) {
            wrapped += [0x1B, 0x50]
            wrapped += request[start..<min(start + 512, request.count)]
            wrapped += [0x1B, 0x5C]
        }
        return wrapped
    }
}

/// RFC 4648 §4, here because the module imports nothing.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var encoded: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            append(group, digits: 4, to: &encoded)
            (group, count) = (0, 0)
        }
        if count > 0 {
            append(group << (8 * UInt32(3 - count)), digits: count + 1, to: &encoded)
            encoded += Array(repeating: UInt8(ascii: "="), count: 3 - count)
        }
        return encoded
    }

    private static func append(_ group: UInt32, digits count: Int, to encoded: inout [UInt8]) {
        for place in 0..<count { encoded.append(digits[Int(group >> (18 - 6 * UInt32(place))) & 63]) }
    }
}
