/// Where in an HTML text one stands: between tags, in a tag, in an attribute's value, in a script.
struct HTMLPlace {
    private enum State: Hashable {
        case text, tag, attributeName, beforeValue
        /// The quote that ends it, nil where a blank does.
        case value(Character?)
        case comment
        /// Within an element whose content is not HTML.
        case raw(String)
    }

    private var state = State.text
    /// The tag's name as far as it is read, then the attribute's.
    private var tag = ""
    private var attribute = ""
    /// What has been read of the value, or of the end of a comment or script.
    private var recent = ""

    private static let addresses: Set = [
        "href", "src", "action", "background", "cite", "formaction", "poster",
    ]

    mutating func advance(over text: String) {
        for character in text { advance(character) }
    }

    /// How a field that stands here is escaped; it counts as some text of its place.
    mutating func takeField() -> FieldEscape {
        defer { recent.append("x") }
        switch state {
        case .text, .comment: return .html
        case .raw(let name): return name == "style" ? .style : .script
        case .tag, .attributeName: return .urlPart
        case .beforeValue:
            (state, recent) = (.value(nil), "")
            return .urlPart
        case .value(let quote):
            if attribute.hasPrefix("on") { return .script }
            if attribute == "style" { return .style }
            if Self.addresses.contains(attribute) { return quote != nil && recent.isEmpty ? .url : .urlPart }
            return quote == nil ? .urlPart : .html
        }
    }

    private mutating func advance(_ character: Character) {
        switch state {
        case .text: if character == "<" { (state, tag) = (.tag, "") }
        case .tag: inTag(character)
        case .attributeName: inAttribute(character)
        case .beforeValue: beforeValue(character)
        case .value(let quote): inValue(character, quote)
        case .comment:
            recent = String((recent + String(character)).suffix(3))
            if recent == "-->" { state = .text }
        case .raw(let name):
            recent = String((recent + character.lowercased()).suffix(name.count + 2))
            if recent == "</\(name)" { (state, tag, attribute) = (.attributeName, "", "") }
        }
    }

    private mutating func inTag(_ character: Character) {
        if character == ">" { return endTag() }
        if character.isWhitespace { return (state, attribute) = (.attributeName, "") }
        tag += character.lowercased()
        if tag == "!--" { (state, recent) = (.comment, "") }
        // A lone angle bracket is text.
        if tag.count == 1, !character.isLetter, !"/!?".contains(character) { state = .text }
    }

    private mutating func inAttribute(_ character: Character) {
        switch character {
        case ">": endTag()
        case "=": state = .beforeValue
        case _ where character.isWhitespace || character == "/": attribute = ""
        default: attribute += character.lowercased()
        }
    }

    private mutating func beforeValue(_ character: Character) {
        switch character {
        case "\"", "'": (state, recent) = (.value(character), "")
        case ">": endTag()
        case _ where character.isWhitespace: break
        default: (state, recent) = (.value(nil), String(character))
        }
    }

    private mutating func inValue(_ character: Character, _ quote: Character?) {
        if character == quote || quote == nil && character.isWhitespace {
            return (state, attribute) = (.attributeName, "")
        }
        if quote == nil, character == ">" { return endTag() }
        if recent.isEmpty, character.isWhitespace { return }
        recent.append(character)
    }

    private mutating func endTag() {
        state = tag == "script" || tag == "style" ? .raw(tag) : .text
        recent = ""
    }
}
