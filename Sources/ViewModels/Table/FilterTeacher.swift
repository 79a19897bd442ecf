package import ServiceCore

/// Says what may be typed in a pane's filter: its fields, and the values of each.
package struct FilterTeacher {
    package let schema: ResourceSchema
    /// The fields that are columns now, which are named first.
    package var shown: [FieldID] = []
    /// Names that are known of what fields refer to, such as groups.
    package var names: [FieldID: [String]] = [:]
    package var platforms: [String] = []
    /// Filters that are kept, by their names.
    package var kept: [String: String] = [:]
    /// What a field holds in the rows at hand.
    package var seen: (FieldID) -> [String] = { _ in [] }

    package init(_ schema: ResourceSchema) { self.schema = schema }

    /// More than anybody reads of.
    private static let most = 200

    package func suggestions(for editor: LineEditor) -> Suggestions {
        let word = FilterWord(in: editor.text, at: editor.cursor)
        return word.field.map { values(of: $0, word) } ?? fields(word)
    }

    // MARK: Fields

    private func fields(_ word: FilterWord) -> Suggestions {
        let own = schema.fields.filter { $0.kind != .secret }
        let ordered = shown.compactMap { schema[$0] } + own.filter { !shown.contains($0.id) }
        let items = ordered.map { Suggestions.Item(text: $0.id + ":", meaning: meaning(of: $0)) } + further
        return Suggestions(
            title: "Fields of \(schema.words.plural)",
            items: Self.fitting(word.text, items) { item in
                [item.text, item.text.replacing("_", with: "-"), item.meaning.lowercased()]
            }, note: "Words are looked for in every column; - before one leaves out.", range: word.range)
    }

    private func meaning(of field: FieldDescription) -> String {
        let words = field.kind == .flag ? ["yes", "no"] : field.words
        return words.isEmpty ? field.label : "\(field.label): \(words.joined(separator: ", "))"
    }

    private var further: [Suggestions.Item] {
        var items: [Suggestions.Item] = []
        func add(_ name: String, _ meaning: String, if isThere: Bool = true) {
            if isThere, schema[name] == nil { items.append(.init(text: name + ":", meaning: meaning)) }
        }
        let time = schema.words.timeField.flatMap { schema[$0]?.label.lowercased() }
        add("account", "The account, by its name or a part of it")
        add("platform", "The platform or connection, by its name")
        add("since", "By \(time ?? ""), the last 7d, 12h, 30m", if: time != nil)
        add("after", "By \(time ?? ""), from a day or time on", if: time != nil)
        add("before", "By \(time ?? ""), up to a day or time", if: time != nil)
        add("filter", "A filter that is kept: :keep-filter NAME keeps the one in force")
        return items
    }

    // MARK: Values

    private func values(of name: String, _ word: FilterWord) -> Suggestions {
        let name = name.lowercased()
        let field = schema.field(typed: name)
        let items = word.sign == "~" ? [] : values(of: name, field)
        return Suggestions(
            title: "\(field?.label ?? name): what it may be",
            items: Self.fitting(word.text, items) { [$0.text, Self.unquoted($0.text)] },
            note: note(on: name, field, word.sign), range: word.range)
    }

    private func values(of name: String, _ field: FieldDescription?) -> [Suggestions.Item] {
        switch name {
        case "filter" where field == nil:
            return kept.sorted { $0.key < $1.key }.map {
                Suggestions.Item(text: FilterWord.written($0.key), meaning: $0.value)
            }
        case "platform" where field == nil: return Self.items(platforms)
        case "since": return Self.items(["1h", "24h", "7d", "30d"])
        case "after", "before": return Self.items(["today", "yesterday"])
        default:
            guard let field else { return Self.items(names[name] ?? []) }
            if field.kind == .flag { return Self.items(["yes", "no"]) }
            if !field.words.isEmpty { return Self.items(field.words.map { $0.replacing(" ", with: "-") }) }
            let known = names[field.id] ?? []
            return field.kind == .text || field.kind == .list || field.kind == .state
                ? Self.items(known.isEmpty ? seen(field.id) : known) : []
        }
    }

    private static func items(_ values: [String]) -> [Suggestions.Item] {
        values.map { Suggestions.Item(text: FilterWord.written($0)) }
    }

    /// How a value of the field is written.
    private func note(on name: String, _ field: FieldDescription?, _ sign: String) -> String {
        if sign == "~" { return "A regular expression: ^ begins, $ ends, . any letter, [a-z], * + ?, a|b." }
        switch field?.kind {
        case nil where name == "since": return "A number and s, m, h, d or w."
        case nil where ["after", "before"].contains(name):
            return "A day as 2026-03-01, or a time as 2026-03-01T12:00."
        case nil where ["account", "platform", "filter"].contains(name): return "Several with commas between."
        case nil: return "\(schema.words.plural) have no such field."
        case .integer, .number: return "A number; > >= < <= before it compare."
        case .date: return "Since a day as 2026-03-01, or for 7d; < and > compare."
        case .flag: return ""
        case .state: return "The beginning of a word; several with commas between."
        case .secret: return "It is secret and cannot be searched."
        case .text, .longText, .list, .map:
            return "A part of it; = the whole, a,b either, ~ a regular expression."
        }
    }

    private static func unquoted(_ text: String) -> String { text.replacing("\"", with: "") }

    /// What begins with the word, else what holds it.
    private static func fitting(
        _ word: String, _ items: [Suggestions.Item], by texts: (Suggestions.Item) -> [String]
    ) -> [Suggestions.Item] {
        let word = word.lowercased()
        let begin = items.filter { item in texts(item).contains { $0.lowercased().hasPrefix(word) } }
        let fit =
            begin.isEmpty
            ? items.filter { item in texts(item).contains { $0.lowercased().contains(word) } } : begin
        return Array(fit.prefix(most))
    }
}
