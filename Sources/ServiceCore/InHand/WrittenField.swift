import FoundationEssentials

/// One field of a row that was written and that the platform's reads may not show yet.
struct WrittenField: Sendable {
    /// What stood there before each write, oldest first: a read that shows one of these lags.
    private var earlier: [FieldValue]
    private(set) var wanted: FieldValue
    private var since: Date
    /// Whether nobody knows what stood there at first: a read that shows anything else may lag.
    private let isFirstUnknown: Bool

    /// - Parameter before: what stood there; nil where nobody knows.
    init(_ wanted: FieldValue, over before: FieldValue?, at time: Date) {
        (earlier, self.wanted, since) = ([before].compactMap(\.self), wanted, time)
        isFirstUnknown = before == nil
    }

    mutating func write(_ value: FieldValue, at time: Date) {
        guard value != wanted else { return }
        earlier.append(wanted)
        (wanted, since) = (value, time)
    }

    /// Notes what edits whose answers were lost may have written before.
    mutating func mayFollow(_ values: [FieldValue]) { earlier += values }

    /// Whether a read may show this, of what was written or of what stood there before.
    func mayBe(_ value: FieldValue) -> Bool { wanted.holdsTheSame(as: value) || stoodBefore(value) }

    enum Standing: Sendable, CaseIterable {
        /// The platform shows what was written.
        case seen
        /// It shows what stood there before, or nothing.
        case notYet
        /// It shows what was written, which stood there before other writes too: they may still come up.
        case likely
        /// It shows the old value after any lag.
        case overdue
        /// It shows what was never written here.
        case other
    }

    /// What a read that shows this tells.
    func judge(_ shown: FieldValue, at time: Date) -> Standing {
        let isLate = ReadLag.isOver(since: since, at: time)
        if shown.holdsTheSame(as: wanted) { return isLate || !stoodBefore(wanted) ? .seen : .likely }
        if isLate { return .overdue }
        return shown == .none || stoodBefore(shown) ? .notYet : .other
    }

    private func stoodBefore(_ value: FieldValue) -> Bool {
        isFirstUnknown || earlier.contains { $0.holdsTheSame(as: value) }
    }
}

extension FieldValue {
    /// Whether two values are the same to a platform, which may give the items of a list in another order.
    func holdsTheSame(as other: FieldValue) -> Bool {
        guard case .list(let items) = self, case .list(let others) = other else { return self == other }
        return items.map(\.plainText).sorted() == others.map(\.plainText).sorted()
    }
}
