import Foundation

/// Messages as mail systems send them back, written by us in the forms of RFC 3464, RFC 5965 and of what is no standard, and
/// what is to be read of each.
package struct BounceCorpus: Sendable {
    package let names: [String]
    /// `failed 5.1.1 550 kim@there.example +id+path`, by name.
    package let expected: [String: String]
    private let folder: URL

    package init() throws {
        folder =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tests/MailTests/Reports/Corpus").standardizedFileURL
        let lines = try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
        let pairs = lines.map { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            return (String(halves[0]), halves[1].trimmingCharacters(in: .whitespaces))
        }
        names = pairs.map(\.0)
        expected = Dictionary(uniqueKeysWithValues: pairs)
    }

    package func message(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: "\(name).eml")))
    }

    /// One about a message of the caller's own: its Message-ID, its envelope's sender and its recipient in place of those that
    /// all of them name.
    package func message(
        _ name: String, about id: String, from sender: String, to recipient: String = "kim@there.example"
    ) throws -> [UInt8] {
        let text = String(String.UnicodeScalarView(try message(name).map { UnicodeScalar($0) }))
            .replacingOccurrences(of: "<m1@shop.example>", with: id)
            .replacingOccurrences(of: "b-return@bounce.shop.example", with: sender)
            .replacingOccurrences(of: "kim@there.example", with: recipient)
        return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
