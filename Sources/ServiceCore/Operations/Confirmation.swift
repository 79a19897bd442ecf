/// How surely a person must mean an action before it is done, the least sure first.
package enum Confirmation: Sendable, Hashable {
    /// Done at once; a notice offers `u` where it can be taken back.
    case none
    /// `y` or `n`.
    case yesNo
    /// The number of targets is typed.
    case count
    /// This name is typed, or what stands for it.
    case name(TypedName)

    /// A row's name is typed.
    package static func naming(_ row: Row) -> Self { .name(TypedName(of: row)) }

    package static func naming(_ resource: some Resource) -> Self { naming(Row(resource)) }

    package var level: Int {
        switch self {
        case .none: 0
        case .yesNo: 1
        case .count: 2
        case .name: 3
        }
    }

    /// The same, but asked for in any case.
    package var atLeastYesNo: Self { level == 0 ? .yesNo : self }

    /// More rows, or recipients, than this want their number, whatever an action asks for one.
    private static let manyRows = 10

    /// What is asked for several rows at once: the strictest of what each asks, and where they are many at least their
    /// number, which also stands for the names of several.
    package static func strictest(of confirmations: [Confirmation], count: Int) -> Confirmation {
        let strictest = confirmations.max { $0.level < $1.level } ?? .none
        if count > manyRows, strictest.level < Confirmation.count.level { return .count }
        if count > 1, case .name = strictest { return .count }
        return strictest
    }

    /// What a message asks: beyond ten recipients the name of the row that it goes to or out by, of several rows the number
    /// of recipients.
    package static func sending(to recipients: Int, by rows: [Row]) -> Confirmation {
        if recipients <= manyRows { return .yesNo }
        return rows.count == 1 ? .naming(rows[0]) : .count
    }
}
