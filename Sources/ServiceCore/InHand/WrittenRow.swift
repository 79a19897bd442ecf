import FoundationEssentials

/// The fields of one row that were written and that the platform's reads may not show yet.
struct WrittenRow: Sendable {
    /// Holds the values that were written.
    private var holder: any Resource
    private(set) var fields: [FieldID: WrittenField] = [:]
    /// The fields of which the last read showed something older.
    private(set) var unseen: Set<FieldID> = []

    init(_ holder: any Resource) { self.holder = holder }

    /// Notes what was written, one state of a row over another.
    ///
    /// - Parameters:
    ///   - fields: what of it was; nil for all that differs.
    ///   - doubts: what edits whose answers were lost may have written before it.
    mutating func write<R: Resource>(
        _ after: R, _ fields: Set<FieldID>? = nil, over before: R,
        doubting doubts: [FieldID: [FieldValue]] = [:], at time: Date
    ) {
        var holder = (self.holder as? R) ?? before
        let (old, new) = (Row(before), Row(after))
        for field in R.fields {
            let id = field.description.id
            // What was lost may have left another value than the one that is known.
            let isWritten = old[id] != new[id] || fields?.contains(id) == true && doubts[id] != nil
            guard isWritten, fields?.contains(id) ?? true, let copy = field.copy else { continue }
            copy(after, &holder)
            holder.untold.remove(id)
            var written = self.fields[id] ?? WrittenField(new[id], over: old[id], at: time)
            written.mayFollow(doubts[id] ?? [])
            written.write(new[id], at: time)
            self.fields[id] = written
        }
        self.holder = holder
    }

    /// Notes what was written elsewhere, as the audit trail keeps it.
    ///
    /// - Parameter read: the row as it is known here.
    /// - Returns: the row with what was written.
    mutating func hear<R: Resource>(_ changes: [FieldChange], over read: R, at time: Date) -> R {
        var (holder, known) = ((self.holder as? R) ?? read, read)
        for change in changes {
            guard let field = R.field(change.field), let copy = field.copy, let take = field.take else {
                continue
            }
            var (before, after) = (read, read)
            guard take(change.after, &after) else { continue }
            // The trail keeps nothing of what was in doubt or never told.
            let isKnown = !change.before.isEmpty && take(change.before, &before)
            let old = isKnown ? field.read(before) : nil
            let wanted = field.read(after)
            copy(after, &holder)
            copy(after, &known)
            holder.untold.remove(change.field)
            known.untold.remove(change.field)
            fields[change.field, default: WrittenField(wanted, over: old, at: time)].write(wanted, at: time)
        }
        self.holder = holder
        return known
    }

    /// Lays what was written over a row as it was read, and drops what the platform shows by now.
    ///
    /// - Parameter isTold: whether the read tells a field; any other is as it was written.
    /// - Returns: what is to be told, one sentence for each end that some fields came to.
    mutating func lay<R: Resource>(
        over read: inout R, at time: Date, isTold: (FieldID) -> Bool
    ) -> [String] {
        guard let holder = holder as? R else { return [] }
        let shown = Row(read)
        var told: [WrittenField.Standing: [String]] = [:]
        let missedBefore = unseen
        unseen = []
        for field in R.fields {
            let id = field.description.id
            guard let written = fields[id] else { continue }
            guard isTold(id) else {
                field.copy?(holder, &read)
                if missedBefore.contains(id) { unseen.insert(id) }
                continue
            }
            let standing = written.judge(shown[id], at: time)
            fields[id] = standing.isEnd ? nil : written
            if standing == .notYet {
                field.copy?(holder, &read)
                read.untold.remove(id)
                unseen.insert(id)
            }
            // What a platform never tells stands nowhere as it was.
            let isUntold = standing == .overdue && shown.isUntold(field.description)
            let isNews = missedBefore.contains(id) != unseen.contains(id) || standing == .other
            if isNews, !isUntold, let words = standing.words(of: field, shown[id]) {
                told[standing, default: []].append(words)
            }
        }
        return WrittenField.Standing.allCases.compactMap { standing in
            told[standing].map { standing.sentence(shown.name, $0) }
        }
    }
}

extension Resource {
    static func field(_ id: FieldID) -> Field<Self>? { fields.first { $0.description.id == id } }

    /// The same with what is unknown here and known of another state of the row.
    ///
    /// - Parameter doubted: the fields that stay unknown.
    package func learning(from other: Self, but doubted: Set<FieldID> = []) -> Self {
        var learned = self
        learned.learn(from: other, but: doubted)
        return learned
    }

    /// Takes over what is unknown here and known of another state of the row.
    mutating func learn(from other: Self, but doubted: Set<FieldID> = []) {
        let (own, known) = (Row(self), Row(other))
        for field in Self.fields where own.isUntold(field.description) && !known.isUntold(field.description) {
            guard let copy = field.copy, !doubted.contains(field.description.id) else { continue }
            copy(other, &self)
            untold.remove(field.description.id)
        }
    }
}

extension WrittenField.Standing {
    /// Whether nothing more is waited for.
    fileprivate var isEnd: Bool { self != .notYet && self != .likely }

    /// What is said of one field; nil where nothing need be.
    fileprivate func words<R>(of field: Field<R>, _ shown: FieldValue) -> String? {
        let label = field.description.label
        switch self {
        case .likely: return nil
        case .notYet, .seen: return label
        case .other where field.movesOn: return nil
        case .other, .overdue: return "\(label): \(shown.isEmpty ? "nothing" : shown.plainText)"
        }
    }

    fileprivate func sentence(_ name: String, _ fields: [String]) -> String {
        let list = fields.joined(separator: ", ")
        return switch self {
        case .notYet, .likely: "\(name): written, and not shown by the platform yet (\(list))"
        case .seen: "\(name): the platform shows what was written (\(list))"
        case .overdue: "\(name): the platform still shows the old value (\(list))"
        case .other: "\(name): the platform shows something else than was written (\(list))"
        }
    }
}
