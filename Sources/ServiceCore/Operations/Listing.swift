/// Pages of one kind's rows, with filter and sort done by the platform as far as it can.
package struct Listing<Element: Sendable>: Sendable {
    /// The fields that the platform sorts by; the first is the order rows come in unless asked.
    package var sortable: [RowOrder]
    /// Why a field that is not in `sortable` cannot be sorted, where the reason is worth saying.
    package var unsortable: [FieldID: String]
    /// How all rows are read at once where windows of them cannot be asked for; nil where they can.
    package var gathering: Gathering<Element>?
    /// Every row at once, of a source that reads them all for any window; nil where that is dear.
    package var all: (@Sendable () async throws(ServiceError) -> [Element])?
    package var page: @Sendable (ListRequest) async throws(ServiceError) -> ListPage<Element>
    /// The exact number of rows that pass; may take longer than a page. Nil where nobody can tell.
    package var count: (@Sendable (Filter) async throws(ServiceError) -> Int)?

    package init(
        sortable: [RowOrder], unsortable: [FieldID: String] = [:], gathering: Gathering<Element>? = nil,
        count: (@Sendable (Filter) async throws(ServiceError) -> Int)? = nil,
        page: @escaping @Sendable (ListRequest) async throws(ServiceError) -> ListPage<Element>
    ) {
        self.sortable = sortable
        self.unsortable = unsortable
        self.gathering = gathering
        self.page = page
        self.count = count
    }
}

extension Listing where Element: Resource {
    /// The same listing of rows.
    func erased(_ schema: ResourceSchema) -> Listing<Row> {
        var erased = Listing<Row>(
            sortable: sortable, unsortable: unsortable,
            gathering: gathering?.map { Row($0, schema: schema) }, count: count,
            page: { request async throws(ServiceError) in
                try await page(request).map { Row($0, schema: schema) }
            })
        if let all {
            erased.all = { () async throws(ServiceError) in try await all().map { Row($0, schema: schema) } }
        }
        return erased
    }
}
