extension KeyStroke {
    /// The key as help, hints and key overrides write it: `Ctrl-S`, `S-Tab`, `F5`, `PgDn`, `Space`, `j`.
    package var spelling: String {
        if let name = Self.names[self] { return name }
        return switch self {
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-" + String(letter).uppercased()
        case .function(let number): "F\(number)"
        default: "?"
        }
    }

    /// Reads a key from its spelling, names in any case; nil where no key is spelled so.
    package init?(spelling: String) {
        if spelling.count == 1, let character = spelling.first {
            self.init(typing: character)
        } else if let key = Self.keysByName[spelling.lowercased()] {
            self = key
        } else if let letter = Self.suffix(of: spelling, behind: ["ctrl-", "c-", "^"]) {
            self.init(controlNamed: letter)
        } else if let number = Self.suffix(of: spelling, behind: ["f"]).flatMap({ Int($0) }),
            (1...12).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private init?(typing character: Character) {
        guard SafeText(String(character)).text == String(character) else { return nil }
        self = character == " " ? Self.space : .character(character)
    }

    private init?(controlNamed name: String) {
        switch name {
        case "space": self = .control("@")
        case "i": self = .tab
        case "m": self = .enter
        case "[": self = .escape
        default:
            guard name.count == 1, let letter = name.first, Self.controlLetters.contains(letter) else {
                return nil
            }
            self = .control(letter)
        }
    }

    /// The blank, which is spelled in full.
    package static let space = KeyStroke.character(" ")

    private static let controlLetters = Set("abcdefghijklmnopqrstuvwxyz@\\]^_")

    private static let names: [KeyStroke: String] = [
        .space: "Space", .control("@"): "Ctrl-Space",
        .up: "Up", .down: "Down", .left: "Left", .right: "Right",
        .home: "Home", .end: "End", .pageUp: "PgUp", .pageDown: "PgDn",
        .insert: "Ins", .delete: "Del", .backspace: "Backspace",
        .tab: "Tab", .backTab: "S-Tab", .enter: "Enter", .escape: "Esc",
    ]

    private static let keysByName: [String: KeyStroke] = {
        var keys = Dictionary(uniqueKeysWithValues: names.map { ($1.lowercased(), $0) })
        let others: [String: KeyStroke] = [
            "pageup": .pageUp, "pagedown": .pageDown, "insert": .insert, "delete": .delete,
            "backtab": .backTab, "shift-tab": .backTab, "return": .enter, "escape": .escape,
        ]
        keys.merge(others) { first, _ in first }
        return keys
    }()

    private static func suffix(of spelling: String, behind prefixes: [String]) -> String? {
        let lowered = spelling.lowercased()
        guard let prefix = prefixes.first(where: lowered.hasPrefix) else { return nil }
        return String(lowered.dropFirst(prefix.count))
    }
}
