/// Where a message leads to on the web.
package enum MessageLinks {
    /// A message with more is no letter; what else it names is left alone.
    private static let most = 200
    private static let longest = 2_000

    /// The addresses of its links, each once, in the order in which the message names them.
    ///
    /// Those of the HTML, else of the text. Fields in braces stay as they are written; what a field alone makes a link of
    /// is none.
    package static func links(html: String, text: String) -> [String] {
        let found = html.isEmpty ? inText(text) : inHTML(html)
        var seen: Set<String> = []
        return Array(found.filter { isLink($0) && seen.insert($0).inserted }.prefix(most))
    }

    private static func isLink(_ address: String) -> Bool {
        let rest = schemes.lazy.compactMap { scheme in
            address.lowercased().hasPrefix(scheme) ? address.dropFirst(scheme.count) : nil
        }
        return address.utf8.count <= longest && rest.first?.first.map { $0 != "/" && $0 != "{" } == true
    }

    private static let schemes = ["http://", "https://"]

    private static func inHTML(_ html: String) -> [String] {
        guard mayHold(html) else { return [] }
        return HTMLTokens(html).compactMap { token in
            guard case .open(let name, let attributes) = token, name == "a" || name == "area" else {
                return nil
            }
            return attributes["href"].map { String($0.drop(while: \.isWhitespace)) }.map(Self.untilBlank)
        }
    }

    /// A blank ends an address everywhere but within the braces of a field.
    private static func untilBlank(_ address: String) -> String {
        var depth = 0
        let end = address.firstIndex { character in
            if character == "{" { depth += 1 } else if character == "}" { depth -= 1 }
            return character.isWhitespace && depth <= 0
        }
        return String(address[..<(end ?? address.endIndex)])
    }

    private static func inText(_ text: String) -> [String] {
        guard mayHold(text) else { return [] }
        return text.split { $0.isWhitespace || "<>\"".contains($0) }.compactMap(address)
    }

    /// What begins with a scheme within a word, without the marks that end a sentence or close a bracket after it.
    private static func address(in word: Substring) -> String? {
        guard
            let start = word.indices.first(where: { index in
                schemes.contains { word[index...].prefix($0.count).lowercased() == $0 }
            })
        else { return nil }
        var address = word[start...]
        while let last = address.last, isClosing(last, of: address) { address = address.dropLast() }
        return String(address)
    }

    /// A bracket that the address itself opens belongs to it.
    private static func isClosing(_ mark: Character, of address: Substring) -> Bool {
        if mark == ")" { return !address.contains("(") }
        return ".,;:!?'’”»]".contains(mark)
    }

    /// Most texts are looked at no further.
    private static func mayHold(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: ":")) }
}
