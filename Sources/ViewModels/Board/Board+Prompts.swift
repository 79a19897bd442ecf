import ServiceCore

extension Board {
    /// Has a line typed at the foot; a sentence that comes back from it keeps the line open.
    func type(
        _ sign: String, _ editor: LineEditor, error: String = "",
        onEnter: @escaping @MainActor (String) -> String?
    ) {
        dialogs.push(.prompt(Prompt(sign: sign, editor: editor, error: error, onEnter: onEnter)))
    }

    // MARK: Looking up

    /// A whole address is also looked up where a platform can only look up, or lists more than was read.
    func lookUpAddress(in table: TableModel) {
        guard let source = table.source,
            let address = table.filter.address(in: [source.schema.words.nameField])
        else { return }
        let isContact = table.pane.kind == .contact
        guard source.list != nil else { return isContact ? lookUp(.contact, address) : () }
        let capped = Set(source.gathered.filter(\.isCapped).map(\.connection))
        for member in source.lookups where isContact || capped.contains(member.connection.id) {
            lookUp(address, on: member, for: table)
        }
    }

    /// Adds what is found to the rows, where the filter shows it.
    private func lookUp(_ address: String, on member: MergedKind.Member, for table: TableModel) {
        let id = member.connection.id
        guard let find = member.operations.find,
            let gathered = table.source?.gathered.first(where: { $0.connection == id })
        else { return }
        work.start("lookup.\(id)", .replace) { [weak self, weak table] in
            do throws(ServiceError) {
                guard let row = try await find(address), !Task.isCancelled else { return }
                gathered.keep(found: row)
                table?.refreshWhenFree()
            } catch {
                if !Task.isCancelled { self?.report(error) }
            }
        }
    }

    // MARK: Export

    func askExport(_ path: String) {
        guard let table = currentTable, table.source?.list != nil else { return }
        let marked = table.table.marks.isEmpty ? nil : table.table.targets
        if !path.isEmpty { return export(marked, of: table, to: path) }
        if let unseen = marked.flatMap(unseenTargets) { notify(unseen, level: .warning) }
        let what = marked.map { NumberText.counted($0.count, "marked row") + " " } ?? ""
        type("export \(what)to: ", LineEditor("\(table.pane.name).csv")) { [weak self] path in
            guard !path.trimmingBlanks.isEmpty else { return "Name a file that ends in .csv or .json." }
            self?.export(marked, of: table, to: path.trimmingBlanks)
            return nil
        }
    }

    /// Writes the marked rows, or without any all that match.
    private func export(_ marked: [Row]?, of table: TableModel, to path: String) {
        guard let source = table.source, let listing = source.list else { return }
        effect(
            .export(
                RowExport(
                    path: path, listing: marked.map { .holding($0) } ?? listing, schema: source.schema,
                    filter: marked == nil ? table.filter : .all,
                    sort: marked == nil ? table.currentSort : nil, gaps: marked == nil ? table.gaps : [])))
    }
}
