import Foundation

/// The text of a header as a person reads it.
package enum HeaderText {
    /// Puts letters in the place of encoded words (RFC 2047); what is none, or of letters that are not known, stays.
    ///
    /// - Returns: one line, of at most so many bytes.
    package static func read(_ value: String, upTo longest: Int = 998) -> String {
        var text = ""
        var rest = value[...]
        // Blanks between two encoded words are no part of the text (RFC 2047 §6.2).
        var isAfterWord = false
        while let start = rest.firstRange(of: "=?") {
            let plain = rest[..<start.lowerBound]
            guard let word = EncodedWord(rest[start.lowerBound...]) else {
                text += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                isAfterWord = false
                continue
            }
            if !isAfterWord || !plain.allSatisfy(\.isWhitespace) { text += plain }
            text += word.text
            rest = word.rest
            isAfterWord = true
        }
        return OneLine.of(text + rest, longest)
    }
}

/// `=?utf-8?B?w7Y=?=` at the beginning of a text.
private struct EncodedWord {
    let text: String
    let rest: Substring

    init?(_ source: Substring) {
        let parts = source.dropFirst(2).split(
            separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=", !parts[2].contains(" "),
            let bytes = Self.bytes(parts[2], parts[1]),
            let text = Self.text(bytes, charset: parts[0].prefix { $0 != "*" }.lowercased())
        else { return nil }
        self.text = text
        rest = parts[3].dropFirst()
    }

    private static func bytes(_ text: Substring, _ encoding: Substring) -> [UInt8]? {
        switch encoding.uppercased() {
        case "B": TransferDecoding.decode(Array(text.utf8), "base64")
        case "Q": quoted(text)
        default: nil
        }
    }

    /// As quoted-printable, where a line stands for a blank (RFC 2047 §4.2).
    private static func quoted(_ text: Substring) -> [UInt8] {
        let blanks = text.utf8.map { $0 == 0x5F ? UInt8(0x20) : $0 }
        // One byte more than it has, so that a blank at its end is none of a line's.
        return TransferDecoding.decode(blanks + [0x2E], "quoted-printable").dropLast(2)
    }

    private static func text(_ bytes: [UInt8], charset: String) -> String? {
        switch charset {
        case "utf-8", "us-ascii", "utf8": String(decoding: bytes, as: UTF8.self)
        case "iso-8859-1", "latin1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case "windows-1252": String(bytes: bytes, encoding: .windowsCP1252)
        default: nil
        }
    }
}
