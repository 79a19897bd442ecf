import ServiceCore
import Store

extension ContactWindow {
    /// Up to `limit` ids that follow a place; fewer are all that do.
    ///
    /// The next rows of the order are tried first: what many pass is found among them. What is not is found by its
    /// words and sorted.
    func following(
        _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int, skipping offset: Int = 0
    ) throws -> [Int64] {
        if isOfEverybody { return try walk(order.stretch(after: place), order, limit, skipping: offset) }
        if let ids = try tried(place, order, limit + offset) { return Array(ids.dropFirst(offset)) }
        return try Int64.fetchAll(db, sorted(place, order, limit, skipping: offset))
    }

    func counted() throws -> Int {
        let rows: SQL = isOfEverybody ? "contact" : "(\(try passing())) AS passing"
        return try Int.fetchOne(db, cached: "SELECT count(*) FROM \(rows)") ?? 0
    }

    /// Far down the order: its index is walked, and those who do not pass are skipped.
    func walked(_ order: ContactOrder, _ limit: Int, skipping offset: Int) throws -> [Int64] {
        let passes: SQL = isOfEverybody ? .constant(true) : "c.id IN (\(try passing()))"
        return try walk(order.stretch(after: nil).map { $0.and(passes) }, order, limit, skipping: offset)
    }

    /// - Parameter parts: conditions whose rows follow one another.
    private func walk(
        _ parts: [SQL], _ order: ContactOrder, _ limit: Int, skipping offset: Int
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var toSkip = offset
        for part in parts where ids.count < limit {
            let source: SQL = "\(sql: order.source) WHERE \(part)"
            let found = try Int64.fetchAll(
                db,
                cached: """
                    SELECT c.id FROM \(source) ORDER BY \(sql: order.orderBy)
                    LIMIT \(limit - ids.count) OFFSET \(toSkip)
                    """)
            ids += found
            if toSkip > 0 {
                let count =
                    found.isEmpty
                    ? try Int.fetchOne(db, cached: "SELECT count(*) FROM \(source)")
                    : toSkip
                toSkip -= min(toSkip, count ?? 0)
            }
        }
        return ids
    }

    /// The ids of everybody who passes.
    private func passing() throws -> SQL {
        guard let match = try match() else { return "SELECT c.id FROM contact c WHERE \(condition.sql)" }
        let rest = rest(of: match)
        guard rest != .constant(true) else { return match.ids }
        return "SELECT c.id FROM \(Self.source(match)) AND \(rest)"
    }

    /// Everybody who passes is found first and then sorted, so that no order is walked from end to end for a few.
    func sorted(
        _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int, skipping offset: Int
    ) throws -> SQL {
        let follows = SQL.any(order.stretch(after: place))
        let page: SQL = "ORDER BY \(sql: order.wholeOrderBy) LIMIT \(limit) OFFSET \(offset)"
        if let match = try match() {
            return "SELECT c.id FROM \(Self.source(match)) AND \(rest(of: match)) AND (\(follows)) \(page)"
        }
        return """
            WITH found AS MATERIALIZED (SELECT \(sql: order.columns) FROM contact c WHERE \(condition.sql))
            SELECT c.id FROM found c WHERE \(follows) \(page)
            """
    }

    private func match() throws -> TextIndex.Match? {
        try ContactIndices.text.rows(holding: condition.words, in: db)
    }

    private func rest(of match: TextIndex.Match) -> SQL {
        match.untested.reduce(condition.rest) { $0.and(ContactFields.holds($1)) }
    }

    /// The contacts whose text holds the words, one by one; ends in a condition.
    private static func source(_ match: TextIndex.Match) -> SQL {
        "(\(match.ids)) AS found CROSS JOIN contact c WHERE c.id = found.id"
    }
}

/// A filter over contacts as a condition on `contact c`, and the words that lead to those who pass.
struct ContactCondition {
    /// True of everybody who passes.
    let sql: SQL
    /// Folded; the searched text of everybody who passes holds them all.
    let words: [String]
    /// What has to hold besides the words; true of everybody where nothing does.
    let rest: SQL

    /// - Parameter connection: what `platform:` is compared with.
    /// - Throws: `.invalid` for a field that no contact has.
    init(_ filter: Filter, connection: ConnectionID, in db: ReadTransaction) throws {
        let compiler = ContactFields(db: db, connection: connection).compiler
        sql = try compiler.condition(filter)
        rest = try compiler.condition(Filter(filter.terms.filter { Self.word($0) == nil }))
        words = filter.terms.compactMap { Self.word($0) ?? Self.impliedWord($0) }.map(SearchFolding.fold)
    }

    /// A term that says no more than that the text holds a word.
    private static func word(_ term: FilterTerm) -> String? {
        guard !term.isNegated, case .anywhere(let word) = term.test else { return nil }
        return word
    }

    /// Who has a text in one of the fields that are searched together has it in their text.
    private static func impliedWord(_ term: FilterTerm) -> String? {
        guard !term.isNegated, case .field(let field, let comparison, .text(let text)) = term.test,
            comparison != .matches
        else { return nil }
        switch field {
        case "name", "first_name", "last_name", "phone": return text
        // A whole address is a person, whom a column knows, and who may have written it otherwise.
        case "email": return comparison == .equals ? nil : text
        default: return nil
        }
    }
}
