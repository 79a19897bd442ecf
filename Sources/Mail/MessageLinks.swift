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
        let found = html.isEmpty ? inText(text) : inHTML(html).map(\.address)
        var seen: Set<String> = []
        return Array(found.filter { isLink($0) && seen.insert($0).inserted }.prefix(most))
    }

    /// Where the links of a page lead to, and where that is written.
    ///
    /// - Parameter number: by which a link is known, from its address; those that have none stay as they are.
    package static func marks(html: String, _ number: (String) -> Int64?) -> [HTMLMark] {
        inHTML(html).compactMap { link in
            isLink(link.address) ? number(link.address).map { HTMLMark(link.place, $0) } : nil
        }
    }

    /// Where a page ends, before which something may be put that it shows last.
    package static func end(ofHTML html: String) -> String.Index {
        var rest = html[...]
        while let mark = rest.lastIndex(of: "<") {
            if html[mark...].prefix(6).lowercased() == "</body" { return mark }
            rest = rest[..<mark]
        }
        return html.endIndex
    }

    /// The host of an address is written out, so that no field decides to whom it leads.
    private static func isLink(_ address: String) -> Bool {
        let rest = schemes.lazy.compactMap { scheme in
            address.lowercased().hasPrefix(scheme) ? address.dropFirst(scheme.count) : nil
        }
        guard address.utf8.count <= longest, let rest = rest.first else { return false }
        let host = rest.prefix { !"/?#\\".contains($0) }
        return !host.isEmpty && !host.contains("{")
    }

    private static let schemes = ["http://", "https://"]

    private static func inHTML(_ html: String) -> [(address: String, place: Range<String.Index>)] {
        guard mayHold(html) else { return [] }
        var found: [(address: String, place: Range<String.Index>)] = []
        var tokens = HTMLTokens(html)
        while let token = tokens.next() {
            guard case .open(let name, let attributes) = token, name == "a" || name == "area",
                let address = attributes["href"], let place = tokens.places["href"]
            else { continue }
            found.append((untilBlank(String(address.drop(while: \.isWhitespace))), place))
        }
        return found
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
