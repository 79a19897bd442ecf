/// What one line of a form is to become, whatever stands in it: `first_name=Ana`, `groups+=vip`, `groups-=trial`.
package struct FieldEdit: Sendable, Hashable {
    package let field: FieldID
    package let way: Way
    package let text: String

    package enum Way: String, Sendable {
        case set = ""
        /// To a list its items, to a map its pairs.
        case add = "+"
        /// Of a list its items, of a map its names.
        case remove = "-"
    }

    package init(_ field: FieldID, _ way: Way, _ text: String) {
        (self.field, self.way, self.text) = (field, way, text)
    }

    /// What the line says then.
    ///
    /// - Throws: `.invalid` on the field where it holds no list and something is to be added or taken away.
    package func applied(to text: String, of field: FormField) throws(ServiceError) -> String {
        switch (way, field.kind) {
        case (.set, _): return self.text
        case (_, .list): return changed(list: text)
        case (_, .map): return try changed(map: text)
        default:
            throw ServiceError(
                .invalid, "“\(field.id)” is no list that something is added to or taken from.",
                hint: "Write \(field.id)=….", field: field.id)
        }
    }

    /// Names are told apart as those of groups are; one that is there already is not added again.
    private func changed(list: String) -> String {
        let items = Self.items(list)
        let named = Self.items(text)
        let (own, keys) = (Set(items.map(NameKey.init)), Set(named.map(NameKey.init)))
        let changed =
            way == .add
            ? items + named.filter { !own.contains(NameKey($0)) }
            : items.filter { !keys.contains(NameKey($0)) }
        return changed == items ? list : changed.joined(separator: ", ")
    }

    private func changed(map: String) throws(ServiceError) -> String {
        let before = try FormValues([field: map]).map(field)
        var pairs = before
        if way == .add {
            for (name, value) in try FormValues([field: text]).map(field) {
                pairs[name] = value.isEmpty ? nil : value
            }
        } else {
            for name in Self.items(text) { pairs[name] = nil }
        }
        // A value may hold a comma, so that a line left as it was is not written anew.
        guard pairs != before else { return map }
        return pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }

    private static func items(_ text: String) -> [String] { FormValues(["items": text]).list("items") }
}

extension FormDescription {
    /// The form's own values with these edits laid over them.
    ///
    /// - Throws: `.invalid` for a line that the form does not have or does not change.
    package func values(with edits: [FieldEdit]) throws(ServiceError) -> FormValues {
        var values = initialValues
        for edit in edits {
            guard let field = self[edit.field], field.kind != .fixed else {
                throw ServiceError(.invalid, "“\(edit.field)” cannot be changed here.", field: edit.field)
            }
            values[field.id] = try edit.applied(to: values[field.id] ?? "", of: field)
        }
        return values
    }
}
