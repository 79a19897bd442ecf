package import Foundation
import Testing

/// Reads a message that we write, by the RFCs' rules alone and with none of its code.
package struct MailReader {
    package let head: [(name: String, value: String)]
    package let body: String

    /// - Parameter message: CRLF line ends; the body is taken as Latin-1, a byte a character.
    package init(_ message: [UInt8]) throws {
        let text = String(String.UnicodeScalarView(message.map { UnicodeScalar($0) }))
        let end = try #require(text.range(of: "\r\n\r\n", options: .literal))
        body = String(text[end.upperBound...])
        let unfolded = text[..<end.lowerBound].replacingOccurrences(of: "\r\n ", with: " ", options: .literal)
        head = try unfolded.components(separatedBy: "\r\n").map { line in
            let colon = try #require(line.firstIndex(of: ":"))
            return (
                String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
    }

    package subscript(name: String) -> String? { head.first { $0.name == name }?.value }

    /// The parts of a multipart body.
    package var parts: [MailReader] {
        get throws {
            let type = try #require(self["Content-Type"])
            let boundary = try #require(
                type.components(separatedBy: "boundary=\"").last?.prefix { $0 != "\"" })
            let pieces = ("\r\n" + body).components(separatedBy: "\r\n--\(boundary)")
            #expect(pieces.last == "--\r\n")
            return try pieces.dropFirst().dropLast().map {
                try MailReader(Array($0.unicodeScalars.dropFirst(2).map { UInt8($0.value) }))
            }
        }
    }

    /// The body without its transfer encoding.
    package var decoded: Data {
        get throws {
            switch self["Content-Transfer-Encoding"] {
            case "base64":
                try #require(
                    Data(base64Encoded: body.replacingOccurrences(of: "\r\n", with: "", options: .literal)))
            case "quoted-printable":
                Data(Self.unquoted(body.replacingOccurrences(of: "=\r\n", with: "", options: .literal), "="))
            default: Data(body.unicodeScalars.map { UInt8($0.value) })
            }
        }
    }

    package var text: String { get throws { String(decoding: try decoded, as: UTF8.self) } }

    /// An encoded word.
    package static func word(_ word: String) throws -> String {
        let parts = word.components(separatedBy: "?")
        try #require(parts.count == 5 && parts[1] == "UTF-8")
        let bytes =
            parts[2] == "B"
            ? try #require(Data(base64Encoded: parts[3]))
            : Data(unquoted(parts[3].replacing("_", with: " "), "="))
        return try #require(String(data: bytes, encoding: .utf8))
    }

    private static func unquoted(_ text: String, _ mark: Character) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first {
            if Character(first) == mark, let byte = UInt8(rest.dropFirst().prefix(2), radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(UInt8(first.value))
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        return bytes
    }
}
