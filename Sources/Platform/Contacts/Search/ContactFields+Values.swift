import ServiceCore
import Store

/// Texts of which a value at a time would be too slow to read in a million contacts.
extension ContactFields {
    var values: [FieldID: FilterColumn] { ["sex": .own(sex), "fields": .own(fields)] }

    /// Few words are in use: it is asked which of them fit, and an index leads to who has one of those.
    private func sex(_ comparison: FilterTerm.Comparison, _ text: String) throws -> SQL {
        let words = try String.fetchAll(db, cached: SQL(text: Self.wordsSQL))
        guard words.count <= Self.fewWords else { return TextCondition.of("c.sex", comparison, text) }
        let fitting = words.filter { comparison.accepts($0, text) }
        guard !fitting.isEmpty else { return .constant(false) }
        return "c.\(sql: Predicate.contactSex) AND c.sex IN (\(list: fitting))"
    }

    private static let fewWords = 40

    /// It goes from word to word by the index, however many people have one of them.
    static let wordsSQL = """
        WITH RECURSIVE word (text) AS (
            SELECT min(sex) FROM contact WHERE \(Predicate.contactSex)
            UNION ALL
            SELECT (SELECT min(c.sex) FROM contact c WHERE c.\(Predicate.contactSex) AND c.sex > word.text)
            FROM word WHERE word.text IS NOT NULL
        )
        SELECT text FROM word WHERE text IS NOT NULL LIMIT \(fewWords + 1)
        """

    /// Pieces of one or two letters may be anywhere, and a whole text is more than its pieces: there each is read.
    private func fields(_ comparison: FilterTerm.Comparison, _ text: String) throws -> SQL {
        let eachRead = TextCondition.ofFolded("folded_map(c.fields)", comparison, text)
        guard comparison != .matches else { return eachRead }
        let match = try ContactIndices.fields.rows(holding: [SearchFolding.fold(text)], in: db)
        guard let match, match.untested.isEmpty else { return eachRead }
        let found: SQL = "c.id IN (\(match.ids))"
        return comparison == .equals ? found.and(eachRead) : found
    }
}
