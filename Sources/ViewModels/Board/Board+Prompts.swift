import ServiceCore

extension Board {
    // MARK: Filter and search

    func askFilter(_ text: String) {
        guard let table = currentTable else { return }
        if !text.isEmpty { return applyFilter(text, to: table) }
        prompt = Prompt(sign: "/", editor: LineEditor(table.filterText)) { [weak self] text in
            do throws(ServiceError) {
                try table.setFilter(text)
                self?.lookUpAddress(text, in: table)
                return nil
            } catch {
                return [error.message, error.hint].compactMap(\.self).joined(separator: " ")
            }
        }
    }

    func applyFilter(_ text: String, to table: TableModel) {
        do throws(ServiceError) {
            try table.setFilter(text)
        } catch {
            report(error)
        }
    }

    /// A whole address is also looked up where a platform can only look up.
    private func lookUpAddress(_ text: String, in table: TableModel) {
        let address = text.trimmingBlanks
        guard table.pane.kind == .contact, address.contains("@"), !address.contains(" "),
            let source = table.source
        else { return }
        guard source.list != nil else { return lookUp(.contact, address) }
        for member in source.lookups { lookUp(address, on: member, for: table) }
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

    func askSearch() {
        let current: String
        switch currentView {
        case .detail(let detail): current = detail.page.search
        case .page(let model): current = model.page.search
        case .pane, .watch: return
        }
        prompt = Prompt(sign: "/", editor: LineEditor(current)) { [weak self] text in
            self?.moveInPage { $0.find(text.trimmingBlanks) }
            return nil
        }
    }

    // MARK: Export

    func askExport(_ path: String) {
        guard let table = currentTable, table.source?.list != nil else { return }
        if !path.isEmpty { return export(table, to: path) }
        prompt = Prompt(sign: "export to: ", editor: LineEditor("\(table.pane.name).csv")) {
            [weak self] path in
            guard !path.trimmingBlanks.isEmpty else { return "Name a file that ends in .csv or .json." }
            self?.export(table, to: path.trimmingBlanks)
            return nil
        }
    }

    private func export(_ table: TableModel, to path: String) {
        guard let source = table.source, let listing = source.list else { return }
        effect(
            .export(
                RowExport(
                    path: path, listing: listing, schema: source.schema, filter: table.filter,
                    sort: table.currentSort)))
    }

    // MARK: Why

    var canTrace: Bool { shownConnections.contains { $0.trace != nil } }

    /// `W`: of the person at hand, else asks for an address.
    func askWhy(_ address: String) {
        if !address.isEmpty { return openWhy(address) }
        let known = personAtHand
        if let known, primaryRow?.id.kind == .contact || currentWatch != nil { return openWhy(known) }
        prompt = Prompt(sign: "why: ", editor: LineEditor(known ?? "")) { [weak self] text in
            guard !text.trimmingBlanks.isEmpty else { return "Type an e-mail address or a number." }
            self?.openWhy(text.trimmingBlanks)
            return nil
        }
    }

    private var personAtHand: String? {
        if let person = currentWatch?.person { return person }
        guard let row = primaryRow else { return nil }
        switch row.id.kind {
        case .contact: return row.name
        case .event: return row["person"].plainText
        case .suppression, .delivery: return row["address"].plainText
        default: return nil
        }
    }

    func openWhy(_ address: String) {
        let connections = shownConnections.filter { $0.trace != nil }
        push(
            .page(
                PageModel(
                    title: "Why \(address)", page: PageState(lines: WhyPage.waiting),
                    kind: .why(address: address))))
        wait { [weak self] () async throws(ServiceError) in
            let answers = await askAll(connections) { connection async throws(ServiceError) in
                try await connection.trace?(address)
            }
            var traces: [PersonTrace] = []
            var failures: [(ConnectionID, ServiceError)] = []
            for (connection, result) in answers {
                switch result {
                case .success(let trace): if let trace { traces.append(trace) }
                case .failure(let error): failures.append((connection.id, error))
                }
            }
            self?.showWhy(address, traces, failures)
        }
    }

    /// One connection that fails does not hide what the others know.
    private func showWhy(
        _ address: String, _ traces: [PersonTrace], _ failures: [(ConnectionID, ServiceError)]
    ) {
        let failed = failures.map { connection, error in
            PageState.Line(.field, label: "\(connection)", text: error.message, tone: .bad)
        }
        let nobodyAnswered = traces.isEmpty && !failures.isEmpty
        let lines = failed + (nobodyAnswered ? [] : WhyPage(clock).lines(address: address, traces: traces))
        for index in views.indices {
            guard case .page(var model) = views[index], model.kind == .why(address: address) else { continue }
            model.page.show(lines)
            views[index] = .page(model)
        }
        fitViews()
    }
}
