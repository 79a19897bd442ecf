import ServiceCore

extension TableModel {
    /// Asks for the numbers that the title shows; the rows never wait for them.
    ///
    /// - Parameter total: what the page told, which may be all there is to know.
    /// - Parameter isAgain: says that rows may have come or gone since the last count.
    func count(told total: RowTotal, isAgain: Bool) {
        countRows(total)
        if isAgain || unfilteredCount == nil { countUnfiltered() }
    }

    /// The exact number of rows, where the page did not tell; the title says `42+` until it is known.
    private func countRows(_ told: RowTotal) {
        guard let count = source?.list?.count, !work.isRunning(key("count")) else { return }
        if case .exact = told { return }
        let (filter, own) = (filter, generation)
        work.start(key("count"), .background) { [weak self] in
            guard let number = try? await count(filter), let self, own == generation else { return }
            table.learn(.exact(number))
        }
    }

    private func countUnfiltered() {
        guard !filter.isEmpty, let count = source?.list?.count,
            !work.isRunning(key("count-all"))
        else { return }
        work.start(key("count-all"), .background) { [weak self] in
            guard let number = try? await count(.all) else { return }
            self?.unfilteredCount = number
        }
    }

    /// `12,344`, `42 of 12,344`, or `42+` as long as a number is not known.
    var countText: String {
        let shown = shownCount
        guard !filter.isEmpty, !shown.isEmpty, let all = unfilteredCount, all >= table.knownCount else {
            return shown
        }
        return "\(shown) of \(NumberText.grouped(all))"
    }

    private var shownCount: String {
        switch table.total {
        case .exact(let count): NumberText.grouped(count)
        case .atLeast(let count): "\(NumberText.grouped(max(count, table.knownCount)))+"
        case .unknown: table.hasLoaded ? "\(NumberText.grouped(table.knownCount))+" : ""
        }
    }
}
