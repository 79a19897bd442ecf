extension Row {
    /// What a form's line says for a value that the audit trail keeps of a field.
    ///
    /// - Returns: nil where no form asks for the field, the trail keeps too little of it, or a line cannot say it: an
    ///   item with a comma would be read as two.
    package func formText(_ kept: FieldValue, of field: FieldID) -> String? {
        resource.formText(kept, of: field)
    }
}

extension Resource {
    fileprivate func formText(_ kept: FieldValue, of id: FieldID) -> String? {
        guard let field = Self.fields.first(where: { $0.description.id == id }), let line = field.line,
            field.description.kind != .secret
        else { return nil }
        let read = FormValues([id: kept.plainText])
        switch kept {
        case .list(let items) where read.list(id) != items.map(\.plainText): return nil
        case .map(let map) where (try? read.map(id)) != map.mapValues(\.plainText): return nil
        default: break
        }
        guard let take = field.take else { return kept.plainText }
        var row = self
        return take(kept, &row) ? line.show(row) : nil
    }
}
