import ServiceCore

/// One of Dyn's paged lists: where it is, what it is called and how long its pages are.
struct DynPages: Sendable {
    let operation: String
    let path: RequestPath
    /// The member of `data` that holds the page.
    let list: String
    /// Another name that the page may go by.
    var otherList: String?
    /// Fixed by the service; a shorter page is the last.
    let size: Int
    var query: Parameters = [:]
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
        try list.rows(after: start, read)
    }
}

extension DynClient {
    /// The items of a list from `start` on, page by page, in Dyn's order.
    ///
    /// - Parameters:
    ///   - cap: no page is asked for once so many are there.
    ///   - take: gets each page, and says whether it has seen enough.
    /// - Throws: `.malformedAnswer` where the service gives the same page again and again.
    func read(
        _ pages: DynPages, from start: Int = 0, cap: Int = Gathering<Row>.defaultCap,
        take: (DynPage) throws(ServiceError) -> Bool
    ) async throws(ServiceError) {
        var index = start
        var last: [JSONValue?] = []
        while index - start < cap {
            let query = pages.query + ["startindex": .number(index)]
            let data = try await get(pages.operation, pages.path, query)
            let list = data[pages.list, pages.otherList ?? pages.list]
            let values = try list.items().map(\.value)
            guard values.isEmpty || values != last else {
                throw data.malformed("gives the same page of \(pages.list) again and again")
            }
            if try take(DynPage(list: list, start: index, data: data)) || values.count < pages.size { return }
            last = values
            index += values.count
        }
    }
}

extension Array where Element: Resource {
    /// Each row once: where one is added while pages are read, the next page begins with a row that was read.
    var withoutRepetitions: [Element] {
        var seen: Set<ResourceID> = []
        return filter { seen.insert($0.id).inserted }
    }
}
