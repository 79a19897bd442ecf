package import FoundationEssentials

extension MergedKind {
    /// Reads filters over these rows as a pane of them does.
    package func parser(now: Date, zone: WallZone) -> FilterParser {
        FilterParser(
            schema: schema, now: now, zone: zone,
            takesOwnWords: members.contains { $0.connection.isHosted })
    }

    /// What of the rows wants attention, in the order of the concerns; what concerns nothing is left out.
    ///
    /// The rows are read once for all concerns, and those of platforms that are read whole are the ones at hand.
    package func findings(
        _ concerns: [Concern], now: Date, zone: WallZone
    ) async throws(ServiceError) -> [Finding] {
        let (rows, isCapped) = try await everyRow()
        let parser = parser(now: now, zone: zone)
        var findings: [Finding] = []
        for concern in concerns {
            let filter = try parser.parse(concern.filter)
            let meant = rows.filter { filter.matches($0) }
            guard !meant.isEmpty else { continue }
            findings.append(Finding(concern, meant, isCapped: isCapped))
        }
        return findings
    }
}

extension Finding {
    /// - Parameters:
    ///   - rows: those that are meant, at least one, all of a kind.
    ///   - isCapped: whether there may be more of them than were read.
    init(_ concern: Concern, _ rows: [Row], isCapped: Bool) {
        let order = concern.moment.map { RowOrder($0.field) }
        let ordered = order.map { rows.sorted(by: $0) } ?? rows
        let words = rows[0].schema.words
        let count = NumberText.grouped(rows.count) + (isCapped ? "+" : "")
        let sentence = concern.words(count, isOne: rows.count == 1 && !isCapped, words)
        self.init(
            concern.weight, count: rows.count,
            "\(sentence): \(Self.names(of: ordered, concern.measure))",
            moment: concern.moment.flatMap { Self.moment($0, of: ordered[0], isOne: rows.count == 1) },
            at: .rows(rows[0].id.kind, filter: concern.filter))
    }

    /// More than these are told by their number.
    static let mostNames = 3

    /// `Spring sale (12), Newsletter 47 (3) and 2 more`
    private static func names(of rows: [Row], _ measure: FieldID?) -> String {
        let told = rows.prefix(mostNames + 1).map { row in
            guard let measure, case .integer(let number) = row[measure] else { return row.name }
            return "\(row.name) (\(NumberText.grouped(number)))"
        }
        return names(told, of: rows.count)
    }

    /// - Parameter first: the first of them, one more than are told of many.
    static func names(_ first: [String], of count: Int) -> String {
        let shown = count == mostNames + 1 ? first[...] : first.prefix(mostNames)
        let rest = count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(NumberText.grouped(rest)) more" : "")
    }

    private static func moment(_ moment: Concern.Moment, of row: Row, isOne: Bool) -> Moment? {
        guard case .date(let time) = row[moment.field] else { return nil }
        return Moment(isOne ? moment.one : moment.several, time)
    }
}
