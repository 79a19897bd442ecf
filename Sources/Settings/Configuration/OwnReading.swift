import ServiceCore
import Terminal

/// Reads the sections `aliases`, `shortcuts` and `commands`.
struct OwnReading {
    /// Nil where any name goes.
    let known: KnownCommands?

    /// Keys that mean the same everywhere, whatever else is configured.
    private static let reserved: Set<KeyStroke> = [
        .escape, .enter, .control("c"), .control("l"), .control("z"), ":",
    ]

    func aliases(_ section: YAMLValue, _ configuration: Configuration) throws(ServiceError) -> [AliasEntry] {
        var aliases: [AliasEntry] = []
        for (key, name, value) in try section.entries(of: "aliases") {
            try check(key, name: name)
            aliases.append(AliasEntry(name: name, line: try line(value, "aliases", configuration)))
        }
        return aliases
    }

    func shortcuts(
        _ section: YAMLValue, _ configuration: Configuration
    ) throws(ServiceError) -> [ShortcutEntry] {
        var shortcuts: [ShortcutEntry] = []
        for (key, _, value) in try section.entries(of: "shortcuts") {
            let stroke = try free(key)
            let names = configuration.aliases.map(\.name)
            shortcuts.append(
                ShortcutEntry(key: stroke, line: try line(value, "shortcuts", configuration, further: names)))
        }
        return shortcuts
    }

    func commands(_ section: YAMLValue) throws(ServiceError) -> [ProgramEntry] {
        var programs: [ProgramEntry] = []
        for item in section.items() where !item.isNothing {
            let program = try program(item)
            guard !programs.contains(where: { $0.name == program.name }) else {
                throw item.repeated("the command “\(program.name)”")
            }
            programs.append(program)
        }
        return programs
    }

    // MARK: Lines of the palette

    /// A command and what stands behind it; the colon before it may be left out.
    private func line(
        _ value: YAMLValue, _ section: String, _ configuration: Configuration, further: [String] = []
    ) throws(ServiceError) -> String {
        let text = try value.text(section).trimmingBlanks
        let line = text.hasPrefix(":") ? String(text.dropFirst()).trimmingBlanks : text
        let word = line.split(separator: " ").first.map(String.init) ?? ""
        guard !word.isEmpty else {
            throw value.error("no command stands here.", hint: "Write \":contacts\".")
        }
        let words = (known?.words ?? []) + configuration.programs.map(\.name) + further
        guard known == nil || words.contains(word) else {
            throw value.error(
                "there is no command “\(word)”.",
                hint: NearestName.to(word, among: words).map { "Did you mean \($0)?" }
                    ?? ": on the board lists all.")
        }
        return line
    }

    /// A name by which something is called after the colon.
    private func check(_ place: YAMLValue, name: String) throws(ServiceError) {
        let isWord = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard isWord else {
            throw place.error("“\(name)” is no name.", hint: "Write letters, digits, - and _.")
        }
        guard known?.words.contains(name) != true else {
            throw place.error("“\(name)” is a command already.", hint: "Choose another name.")
        }
    }

    private func free(_ place: YAMLValue) throws(ServiceError) -> KeyStroke {
        let key = try place.key()
        guard !Self.reserved.contains(key) else {
            throw place.error("\(key.spelling) means the same everywhere.", hint: "Choose another key.")
        }
        return key
    }

    // MARK: Programs

    private static let parts = ["name", "key", "where", "run", "help"]

    private func program(_ item: YAMLValue) throws(ServiceError) -> ProgramEntry {
        var (name, key, pane, run, help): (String?, KeyStroke?, String?, YAMLValue?, String) =
            (nil, nil, nil, nil, "")
        for (place, part, value) in try item.entries(of: "A command") {
            switch part {
            case "name":
                let text = try value.text(part)
                try check(value, name: text)
                name = text
            case "key": key = try free(value)
            case "where": pane = try paneName(value)
            case "run": run = value
            case "help": help = try value.text(part)
            default:
                throw place.error(
                    "unknown setting “\(part)”.", hint: ConfigurationReader.hint(part, among: Self.parts))
            }
        }
        guard let name, let pane, let run else {
            let missing = name == nil ? "name" : pane == nil ? "where" : "run"
            throw item.error(
                "a command needs “\(missing)”.", hint: "Write name:, where: and run: [PROGRAM, \"{email}\"].")
        }
        return ProgramEntry(name: name, key: key, pane: pane, words: try words(run, pane), help: help)
    }

    private func paneName(_ value: YAMLValue) throws(ServiceError) -> String {
        let name = try value.text("where")
        guard let known, known.fields[name] == nil else { return name }
        throw value.error(
            "there is no pane “\(name)”.",
            hint: ConfigurationReader.hint(name, among: known.fields.keys.sorted()))
    }

    private func words(_ run: YAMLValue, _ pane: String) throws(ServiceError) -> [String] {
        var words: [String] = []
        for item in run.items() {
            let word = try item.bareText("run")
            for field in ProgramEntry.fields(in: word) where known?.fields[pane]?.contains(field) == false {
                throw item.error(
                    "\(pane) have no field “\(field)” for a program.",
                    hint: ConfigurationReader.hint(field, among: known?.fields[pane] ?? []))
            }
            words.append(word)
        }
        guard let program = words.first, !program.isEmpty, ProgramEntry.fields(in: program).isEmpty else {
            throw run.error(
                "the program comes first, as it is called.", hint: "Write run: [PROGRAM, \"{email}\"].")
        }
        return words
    }
}

extension ProgramEntry {
    /// The fields that stand in braces in a word.
    package static func fields(in word: String) -> [String] {
        word.split(separator: "{").dropFirst(word.hasPrefix("{") ? 0 : 1).compactMap { piece in
            piece.firstIndex(of: "}").map { String(piece[..<$0]) }
        }.filter { name in !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
    }
}
