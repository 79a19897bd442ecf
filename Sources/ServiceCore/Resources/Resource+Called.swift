extension Sequence where Element: Resource {
    /// The one row of this id or name; nil where there is none.
    ///
    /// - Parameter fits: whether a row goes by the name, where not simply by what its kind is named by.
    /// - Throws: `.conflict` where several rows go by it, so that a person says which.
    package func only(
        called key: String, where fits: ((Element) -> Bool)? = nil
    ) throws(ServiceError) -> Element? {
        var called: [Element] = []
        for row in self {
            // An id is one row's alone, whatever others are called.
            if row.id.native == key { return row }
            guard fits?(row) ?? (Row(row).name == key), !called.contains(where: { $0.id == row.id }) else {
                continue
            }
            called.append(row)
        }
        guard called.count > 1 else { return called.first }
        throw .ambiguous(key, Element.words, called.map(\.id.native))
    }
}

extension ServiceError {
    /// A name that fits several rows.
    ///
    /// - Parameter ids: theirs; of many the first are told.
    package static func ambiguous(_ name: String, _ words: ResourceWords, _ ids: [String]) -> ServiceError {
        let told = ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? " and others" : "")
        return ServiceError(
            .conflict, "\(NumberText.grouped(ids.count)) \(words.plural) are called “\(name)”.",
            hint: "Name one by its id: \(told).")
    }
}
