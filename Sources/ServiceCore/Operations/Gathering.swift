/// How a listing is read whole where its platform neither sorts nor searches.
package struct Gathering<Element: Sendable>: Sendable {
    /// The most rows that are kept at hand; a title then says `5,000+`.
    package var cap: Int
    /// The fields by which the platform itself narrows what it hands over, such as the dates of a report.
    package var narrowedBy: Set<FieldID>
    /// What the platform lists where that is not all of its own, as a sentence without its full stop: `DMDS lists invalid
    /// contacts only; others are looked up by address`; nil where it is.
    package var part: String?
    /// The same in a few words, for where a sentence has no room: `invalid ones only`.
    package var shortPart: String?
    /// How many rows the platform counts; nil where it cannot, or not so narrowed.
    package var total: (@Sendable (Filter) async throws(ServiceError) -> Int?)?
    /// The rows to be kept at hand, in the platform's order; of the filter only `narrowedBy` counts. Where there are more
    /// than the cap it may stop there.
    package var load: @Sendable (Filter) async throws(ServiceError) -> [Element]
    /// Hands over every row there is, in the platform's order, a page at a time.
    package var pages: Pages

    /// Gets a page; whether another is wanted.
    package typealias Take = ([Element]) async throws(ServiceError) -> Bool
    package typealias Pages = @Sendable (Filter, Take) async throws(ServiceError) -> Void

    package static var defaultCap: Int { 5000 }

    /// Of a platform that gives all in one answer.
    package init(
        cap: Int = Self.defaultCap, narrowedBy: Set<FieldID> = [], part: String? = nil,
        shortPart: String? = nil,
        total: (@Sendable (Filter) async throws(ServiceError) -> Int?)? = nil,
        load: @escaping @Sendable (Filter) async throws(ServiceError) -> [Element]
    ) {
        self.cap = cap
        self.narrowedBy = narrowedBy
        self.part = part
        self.shortPart = shortPart ?? part
        self.total = total
        self.load = load
        pages = { filter, take async throws(ServiceError) in _ = try await take(try await load(filter)) }
    }

    /// Of a platform that gives pages; at hand are kept the first of them.
    package init(
        cap: Int = Self.defaultCap, narrowedBy: Set<FieldID> = [], part: String? = nil,
        shortPart: String? = nil,
        total: (@Sendable (Filter) async throws(ServiceError) -> Int?)? = nil, pages: @escaping Pages
    ) {
        self.init(cap: cap, narrowedBy: narrowedBy, part: part, shortPart: shortPart, total: total) {
            filter async throws(ServiceError) in
            var rows: [Element] = []
            try await pages(filter) { page in
                rows += page
                return rows.count < cap
            }
            return Array(rows.prefix(cap))
        }
        self.pages = pages
    }

    /// The part of a filter that is handed to the platform; two filters that agree in it need one load.
    package func narrowing(_ filter: Filter) -> Filter {
        Filter(
            filter.terms.filter { term in
                if case .field(let field, _, _) = term.test { return narrowedBy.contains(field) }
                return false
            })
    }

    func map<Other: Sendable>(_ transform: @escaping @Sendable (Element) -> Other) -> Gathering<Other> {
        let (load, pages) = (load, pages)
        var other = Gathering<Other>(
            cap: cap, narrowedBy: narrowedBy, part: part, shortPart: shortPart, total: total
        ) {
            filter async throws(ServiceError) in
            try await load(filter).map(transform)
        }
        other.pages = { filter, take async throws(ServiceError) in
            try await pages(filter) { page async throws(ServiceError) in
                try await take(page.map(transform))
            }
        }
        return other
    }
}
