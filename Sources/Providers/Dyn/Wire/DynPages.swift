import ServiceCore

/// One of Dyn's paged lists: where it is, what it is called and how long its pages are.
struct DynPages: Sendable {
    let operation: String
    let path: RequestPath
    /// The member of `data` that holds the page.
    let list: String
    /// Another name that the page may go by.
    var otherList: String?
    /// The member that tells one row from another whatever else of it changes; nil where the whole row does.
    var key: String?
    /// Fixed by the service; a shorter page is the last.
    let size: Int
    var query: Parameters = [:]

    /// What a row is known by where a page comes again; a counter in it may have moved meanwhile.
    func identity(_ row: JSONReader) -> JSONValue? { key.flatMap { row[$0].value } ?? row.value }
}

/// One page of a list.
struct DynPage: Sendable {
    let list: JSONReader
    /// How many rows stand before it.
    let start: Int
    /// The whole answer's `data`, which tells what holds for all rows.
    let data: JSONReader

    /// Its rows, each as far as it can be read.
    func rows<Element: PartlyKnown>(
        _ read: (inout RowReading) -> Element
    ) throws(ServiceError) -> [Element] {
        try data.isEmptyList ? [] : list.rows(after: start, read)
    }
}

extension DynClient {
    /// The pages of a list from `start` on, in Dyn's order, to its end.
    ///
    /// - Parameter take: gets each page, and says whether it wants another.
    /// - Throws: `.malformedAnswer` where the service gives the same page again and again.
    func read(
        _ pages: DynPages, from start: Int = 0, take: (DynPage) async throws(ServiceError) -> Bool
    ) async throws(ServiceError) {
        var index = start
        var last: [JSONValue?] = []
        while true {
            let query = pages.query + ["startindex": .number(index)]
            let data = try await get(pages.operation, pages.path, query)
            let list = data[pages.list, pages.otherList ?? pages.list]
            let values = data.isEmptyList ? [] : try list.itemsOrOne().map(pages.identity)
            guard values.isEmpty || values != last else {
                // Who gives more than a page at once gives all, and the same again.
                if values.count > pages.size { return }
                throw data.malformed("gives the same page of \(pages.list) again and again")
            }
            let isMoreWanted = try await take(DynPage(list: list, start: index, data: data))
            guard isMoreWanted, values.count >= pages.size else { return }
            last = values
            index += values.count
        }
    }

    /// The rows of a list with what was written to them since.
    ///
    /// - Parameters:
    ///   - isWhole: whether every row of the kind would stand in it.
    ///   - isTold: whether it tells a field.
    func currentRows<Element: Resource & PartlyKnown>(
        of pages: DynPages, isWhole: Bool,
        isTold: @escaping @Sendable (FieldID) -> Bool = { _ in true }, take: Gathering<Element>.Take,
        _ row: (inout RowReading, DynPage) -> Element
    ) async throws(ServiceError) {
        var list = inHand.pages(of: Element.self, isTold: isTold)
        var isMoreWanted = true
        try await rows(of: pages) { page async throws(ServiceError) in
            isMoreWanted = try await take(list.lay(page))
            return isMoreWanted
        } _: { reading, page in
            row(&reading, page)
        }
        guard isWhole, isMoreWanted else { return }
        let rest = list.rest()
        if !rest.isEmpty { _ = try await take(rest) }
    }

    /// The rows of a list, page by page, each once: where one is added while pages are read, the next page begins with
    /// a row that the last one had.
    func rows<Element: Resource & PartlyKnown>(
        of pages: DynPages, take: Gathering<Element>.Take,
        _ row: (inout RowReading, DynPage) -> Element
    ) async throws(ServiceError) {
        var before: Set<ResourceID> = []
        try await read(pages) { page async throws(ServiceError) in
            let rows = try page.rows { row(&$0, page) }
            var seen = before
            before = Set(rows.map(\.id))
            return try await take(rows.filter { seen.insert($0.id).inserted })
        }
    }
}

extension JSONReader {
    /// `[]`, which Dyn puts where it has nothing to say (`WIRE.md` §3).
    fileprivate var isEmptyList: Bool { value == .array([]) }
}
