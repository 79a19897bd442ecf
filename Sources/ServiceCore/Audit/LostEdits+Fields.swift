// Which fields of which rows a lost edit leaves unknown.

extension LostEdits.Pending {
    /// What is said of it once a later edit wrote the same.
    var followed: ServiceError {
        ServiceError(
            .conflict, "“\(lost.summary)” was done again since, so that it cannot be told apart.",
            hint: "Set what you want instead.")
    }

    /// What is said of it where something like it was done just before.
    var indistinct: ServiceError {
        ServiceError(
            .conflict,
            "Whether “\(lost.summary)” was done cannot be told: something like it was done just before.",
            hint: "Look at the platform before you do it again.")
    }

    func doubting(_ row: Row) -> Row {
        guard lost.targets.contains(row.id) else { return row }
        let doubt = Row.doubt(whether: edit.what)
        guard !edit.removes, let wished = wished(row.id) else {
            // What goes out to a row leaves it as it is.
            return edit.audience == nil ? row.doubting([], because: doubt) : row
        }
        let open = open(row.id)
        // All that it would have written was written again since.
        if open.isEmpty, !meant(row.id).isEmpty { return row }
        // Where nothing else was written before, a field that shows what was meant is in no doubt.
        guard lost.proof == .shown else { return row.doubting(open, because: doubt) }
        return row.doubting(open.filter { row[$0] != wished[$0] }, because: doubt)
    }

    func tell(_ doubts: inout Doubts) {
        guard !edit.removes else { return }
        for id in lost.targets {
            guard let wished = wished(id) else { continue }
            for field in open(id) { doubts.add(field, of: id, meant: wished[field]) }
        }
    }

    func isSuperseded(by done: [AuditEntry], repeats: Bool) -> Bool {
        lost.targets.allSatisfy { id in
            let isWritten = !meant(id).isEmpty && open(id).isEmpty
            return isWritten || done.contains { $0.isAgain(repeats ? edit.what : nil, on: id, meant(id)) }
        }
    }

    private func wished(_ id: ResourceID) -> Row? { lost.wished.first { $0.id == id } }

    /// What it would have changed on a row.
    func meant(_ id: ResourceID) -> Set<FieldID> {
        Set(edit.changes(on: id, to: wished(id)).map(\.field))
    }

    /// What of that nobody knows yet.
    func open(_ id: ResourceID) -> Set<FieldID> { meant(id).subtracting(ended[id] ?? []) }
}

extension Row {
    static func doubt(whether what: String) -> String {
        "whether “\(what)” was done is unknown: its answer was lost"
    }
}
