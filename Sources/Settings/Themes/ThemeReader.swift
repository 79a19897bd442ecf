package import ServiceCore
package import Terminal

/// Reads a theme file: a title and one line for each role that has a look of its own.
///
/// A look is a colour (`blue`, `208`, `#5f87ff`, `default`) or a mapping of `fg`, `bg` and attributes.
package enum ThemeReader {
    /// - Parameter name: the file's name without `.yaml`, which is the theme's.
    /// - Throws: `.invalid` with line and column, and the nearest right name where one is unknown.
    package static func parse(_ text: String, name: String, file: String) throws(ServiceError) -> Theme {
        var title = name
        var roles: [Role: Paint] = [:]
        guard let root = try YAMLDocument(name: file, text: text).root, !root.isNothing else {
            return Theme(name: name, title: title, roles: roles)
        }
        for (key, word, value) in try root.entries(of: "A theme") {
            switch word {
            case "name": _ = try value.text("name")
            case "title": title = try value.text("title")
            case "roles": roles = try readRoles(value)
            default:
                throw key.error(
                    "unknown word “\(word)”.",
                    hint: ConfigurationReader.hint(word, among: ["name", "title", "roles"]))
            }
        }
        return Theme(name: name, title: title, roles: roles)
    }

    private static func readRoles(_ section: YAMLValue) throws(ServiceError) -> [Role: Paint] {
        var roles: [Role: Paint] = [:]
        for (key, word, value) in try section.entries(of: "roles") {
            guard let role = Role(rawValue: word) else {
                let known = Role.allCases.map(\.rawValue)
                throw key.error(
                    "unknown role “\(word)”.", hint: ConfigurationReader.hint(word, among: known))
            }
            roles[role] = try paint(value)
        }
        return roles
    }

    private static func paint(_ value: YAMLValue) throws(ServiceError) -> Paint {
        guard value.isMapping else { return Paint(foreground: try colour(value)) }
        var paint = Paint()
        for (key, word, value) in try value.entries(of: "A role") {
            switch word {
            case "fg": paint.foreground = try colour(value)
            case "bg": paint.background = try colour(value)
            default:
                guard let attribute = attributes[word] else {
                    let known = ["fg", "bg"] + attributes.keys.sorted()
                    throw key.error(
                        "unknown word “\(word)”.", hint: ConfigurationReader.hint(word, among: known))
                }
                if try value.flag(word) { paint.attributes.insert(attribute) }
            }
        }
        return paint
    }

    private static func colour(_ value: YAMLValue) throws(ServiceError) -> ThemeColour {
        let spelling = try value.bareText("A colour")
        guard let colour = ThemeColour(spelling) else {
            throw value.error(
                "“\(spelling)” is no colour.", hint: "Write default, red, bright-red, 208 or \"#5f87ff\".")
        }
        return colour
    }

    private static let attributes: [String: TextAttributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]
}
