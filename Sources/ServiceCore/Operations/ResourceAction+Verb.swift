extension ResourceAction {
    /// What the key that confirms does, in the third person: `whitelists`, `sends a test` as `sends`.
    package var verb: String { Self.verb(of: title) }

    /// The first word of a title, which is a verb but for things that are made or shown.
    private static func verb(of title: String) -> String {
        let word = String(title.prefix { $0 != " " })
        switch word {
        case "new": return "makes it new"
        case "archived": return "shows it"
        case "message": return "sends"
        case _ where word.hasSuffix("s") || word.hasSuffix("h"): return word + "es"
        case _ where word.hasSuffix("y"): return word.dropLast() + "ies"
        default: return word + "s"
        }
    }
}
