import ServiceCore
import Terminal

/// `/`: which rows a pane shows, with what may be typed shown above the line.
extension Board {
    func askFilter(_ text: String) {
        guard let table = currentTable else { return }
        if !text.isEmpty { return applyFilter(text, to: table) }
        var line = Prompt(sign: "/", editor: LineEditor(table.filterText)) { [weak self] text in
            do throws(ServiceError) {
                try table.setFilter(text)
                self?.noteFilter(of: table)
                self?.lookUpAddress(in: table)
                return nil
            } catch {
                return error.sentences
            }
        }
        line.history = LineHistory(memory.panes[table.pane.name]?.history ?? [])
        line.suggest = { [weak self, weak table] editor in
            guard let self, let table else { return nil }
            return teacher(of: table)?.suggestions(for: editor)
        }
        dialogs.push(.prompt(line))
        learnNames(for: table)
    }

    func applyFilter(_ text: String, to table: TableModel) {
        do throws(ServiceError) {
            try table.setFilter(text)
        } catch {
            report(error)
        }
    }

    private func noteFilter(of table: TableModel) {
        let text = table.filterText
        guard !text.isEmpty else { return }
        change(memoryOf: table.pane) { $0.history = LineHistory.adding(text, to: $0.history ?? []) }
    }

    // MARK: What may be typed

    private func teacher(of table: TableModel) -> FilterTeacher? {
        guard let schema = table.schema else { return nil }
        var teacher = FilterTeacher(schema)
        teacher.shown = table.columns.map(\.field)
        teacher.names = knownNames
        teacher.platforms = shownConnections.map(\.id.name)
        teacher.kept = table.keptFilters()
        let rows = table.table.visible
        teacher.seen = { field in
            let texts = rows.map { $0[field] }.flatMap { value in
                if case .list(let items) = value { items.map(\.plainText) } else { [value.plainText] }
            }
            return Set(texts.filter { !$0.isEmpty && $0.count <= 60 }).sorted()
        }
        return teacher
    }

    /// The fields whose values are names of rows, and of which kind these are.
    private static let namingFields: [FieldID: ResourceKind] = [
        "account": .account, "groups": .group, "campaign": .campaign,
    ]

    /// Reads the names that fields may hold, of platforms that answer at once; what a hosted one has is known as far as
    /// its rows are at hand.
    private func learnNames(for table: TableModel) {
        guard let schema = table.schema else { return }
        for (field, kind) in Self.namingFields where field == "account" || schema[field] != nil {
            guard let source = source(of: kind) else { continue }
            work.start("names.\(kind)", .background) { [weak self] in
                var names = Set(source.gathered.flatMap { $0.rows }.map(\.name))
                for member in source.members where !member.connection.isHosted {
                    let page = try? await member.operations.list?.page(ListRequest(limit: 500))
                    names.formUnion(page?.items.map(\.name) ?? [])
                }
                guard let self, !Task.isCancelled else { return }
                knownNames[field] = names.subtracting([""]).sorted()
            }
        }
    }

    // MARK: Filters that are kept

    /// `:keep-filter NAME`: keeps the filter in force under a name.
    func keepFilter(_ name: String) {
        guard let table = currentTable else { return }
        let name = name.trimmingBlanks
        guard !table.filterText.isEmpty else {
            return notify("There is no filter to keep.", hint: "/ types one", level: .warning)
        }
        guard !name.isEmpty, !name.contains("\"") else {
            return notify("Say what it is kept as: :keep-filter NAME.", level: .warning)
        }
        let (text, old) = (table.filterText, table.keptFilters()[name])
        change(memoryOf: table.pane) { $0.filters = ($0.filters ?? [:]).merging([name: text]) { $1 } }
        let words = old == nil || old == text ? "kept" : "kept in place of “\(old ?? "")”"
        notify("“\(text)” is \(words): filter:\(FilterWord.written(name))", level: .success)
    }

    /// `:kept-filters`: chooses one of those that are kept.
    func chooseKeptFilter() {
        guard let table = currentTable else { return }
        let kept = table.keptFilters()
        guard !kept.isEmpty else {
            return notify("No filter is kept here.", hint: ":keep-filter NAME keeps one", level: .info)
        }
        let items = kept.sorted { $0.key < $1.key }.map {
            ChoiceState.Item($0.key, $0.key, note: $0.value)
        }
        choose("Filters of \(table.pane.title.lowercased())", of: items) { [weak self] name in
            self?.applyFilter("filter:\(FilterWord.written(name))", to: table)
        }
    }

    /// `:forget-filter NAME`: keeps it no more.
    func forgetFilter(_ name: String) {
        guard let table = currentTable else { return }
        let kept = table.keptFilters()
        guard let text = kept[name.trimmingBlanks] else {
            let nearest = NearestName.to(name, among: Array(kept.keys)).map { "Did you mean “\($0)”?" }
            return notify(
                "No filter is kept as “\(name)”.", hint: nearest ?? ":kept-filters lists them",
                level: .warning)
        }
        change(memoryOf: table.pane) { $0.filters?[name.trimmingBlanks] = nil }
        notify("“\(text)” is not kept any more.", level: .success)
    }
}
