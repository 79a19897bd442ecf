/// The plain text of an HTML page, for readers that show no HTML.
package enum TextFromHTML {
    package static func text(_ html: String) -> String {
        var layout = Layout()
        for token in HTMLTokens(html) {
            switch token {
            case .text(let text): layout.add(HTMLEntities.decode(text))
            case .open(let name, let attributes): layout.open(name, attributes)
            case .close(let name): layout.close(name)
            }
        }
        return layout.finished
    }

    private static let paragraphs: Set = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl",
    ]
    private static let lines: Set = [
        "div", "li", "tr", "section", "article", "header", "footer", "address", "dt", "dd", "form", "center",
    ]

    /// Text as it grows, blanks and line breaks held back until something follows.
    private struct Layout {
        private var output = ""
        private var breaks = 0
        private var hasBlank = false
        /// The link that is open, and where its words begin.
        private var link: (target: String, start: Int)?
        private var preformatted = 0

        var finished: String { output.isEmpty ? "" : output + "\n" }

        mutating func add(_ text: String) {
            for character in text {
                if preformatted > 0, character.isNewline {
                    breaks = max(breaks, 0) + 1
                } else if character.isWhitespace, preformatted == 0 || character != " " {
                    hasBlank = true
                } else if character != "\u{AD}", character != "\u{200C}" {
                    flush()
                    output.append(character)
                }
            }
        }

        mutating func open(_ name: String, _ attributes: [String: String]) {
            separate(name)
            switch name {
            case "br": breaks += 1
            case "hr":
                separate("p")
                add("-----")
                separate("p")
            case "li": add("* ")
            case "td", "th": hasBlank = true
            case "img": if let text = attributes["alt"] { add(text) }
            case "pre": preformatted += 1
            case "a": link = attributes["href"].map { ($0, output.count) }
            default: break
            }
        }

        mutating func close(_ name: String) {
            if name == "pre" { preformatted = max(0, preformatted - 1) }
            if name == "a" { endLink() }
            separate(name)
        }

        private mutating func endLink() {
            guard let (target, start) = link else { return }
            link = nil
            let words = output.dropFirst(start).trimming(while: \.isWhitespace)
            let isAddress = ["http://", "https://", "mailto:"].contains(where: target.lowercased().hasPrefix)
            guard isAddress, words != target, "mailto:\(words)" != target else { return }
            add(words.isEmpty ? target : " <\(target)>")
        }

        private mutating func separate(_ name: String) {
            if paragraphs.contains(name) { breaks = max(breaks, 2) }
            if lines.contains(name) { breaks = max(breaks, 1) }
        }

        private mutating func flush() {
            if !output.isEmpty, breaks > 0 {
                output += String(repeating: "\n", count: min(breaks, 2))
            } else if hasBlank, !output.isEmpty, output.last != "\n", output.last != " " {
                output += " "
            }
            (breaks, hasBlank) = (0, false)
        }
    }
}

extension StringProtocol {
    fileprivate func trimming(while condition: (Character) -> Bool) -> SubSequence {
        let start = drop(while: condition)
        guard let end = start.lastIndex(where: { !condition($0) }) else { return start.prefix(0) }
        return start[...end]
    }
}
