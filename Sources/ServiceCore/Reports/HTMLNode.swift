/// A piece of a page that is well-formed by its making: whatever stands in it from outside is text.
struct HTMLNode {
    private(set) var markup: String

    static func text(_ text: String) -> HTMLNode { HTMLNode(markup: escaped(text)) }

    /// An element with its attributes, in the order given.
    static func element(
        _ name: String, _ attributes: [(String, String)] = [], _ children: [HTMLNode] = []
    ) -> HTMLNode {
        let written = attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
        let isVoid = voids.contains(name)
        let inside = children.map(\.markup).joined()
        return HTMLNode(markup: isVoid ? "<\(name)\(written)/>" : "<\(name)\(written)>\(inside)</\(name)>")
    }

    static func element(_ name: String, _ attributes: [(String, String)] = [], _ text: String) -> HTMLNode {
        element(name, attributes, [.text(text)])
    }

    /// What is written here and comes from nowhere outside: the style of a page.
    static func own(_ markup: String) -> HTMLNode { HTMLNode(markup: markup) }

    private static let voids: Set<String> = ["meta", "rect", "path", "line"]

    /// A text in which nothing is markup; what acts unseen, such as an override of the direction of writing, is spelt out.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\n", "\t": safe += " "
            case "\u{FFFE}", "\u{FFFF}": safe += "\u{FFFD}"
            case _ where SteeringText.steers(scalar): safe += SteeringText.escape(scalar)
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
