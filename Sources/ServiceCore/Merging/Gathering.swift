/// How a listing is read whole where its platform neither sorts nor searches.
package struct Gathering<Element: Sendable>: Sendable {
    /// The most rows that are ever read; a title then says `5,000+`.
    package var cap: Int
    /// The fields by which the platform itself narrows what it hands over, such as the dates of a report.
    package var narrowedBy: Set<FieldID>
    /// Which rows these are, where the platform does not list all of its own: `invalid contacts`; nil where it does.
    package var part: String?
    /// How many the platform counts, for where it has more than the cap; nil where it cannot, or not so narrowed.
    package var total: (@Sendable (Filter) async throws(ServiceError) -> Int?)?
    /// All rows up to the cap, in the platform's order; of the filter only `narrowedBy` counts.
    package var load: @Sendable (Filter) async throws(ServiceError) -> [Element]

    package static var defaultCap: Int { 5000 }

    package init(
        cap: Int = Self.defaultCap, narrowedBy: Set<FieldID> = [], part: String? = nil,
        total: (@Sendable (Filter) async throws(ServiceError) -> Int?)? = nil,
        load: @escaping @Sendable (Filter) async throws(ServiceError) -> [Element]
    ) {
        self.cap = cap
        self.narrowedBy = narrowedBy
        self.part = part
        self.total = total
        self.load = load
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
        let load = load
        return Gathering<Other>(cap: cap, narrowedBy: narrowedBy, part: part, total: total) {
            filter async throws(ServiceError) in
            try await load(filter).map(transform)
        }
    }
}
