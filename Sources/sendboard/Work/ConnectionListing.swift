import ServiceCore

/// The rows of one connection that pass a filter, and what a person must know of them.
struct ConnectionListing {
    let connection: Connection
    let operations: RowOperations
    let filter: Filter
    /// Nil takes the listing's own.
    let order: RowOrder?
    /// How many at most; nil means all.
    let limit: Int?

    private var words: ResourceWords { operations.schema.words }
    private var list: Listing<Row>? { operations.operations.list }

    /// Writes the rows as they come.
    ///
    /// - Parameter notes: gets sentences for standard error.
    /// - Returns: whether they came in the order wanted.
    /// - Throws: what stood in the way of the rest; `.malformedAnswer` where the platform gives fewer than it counts.
    func run(
        to notes: ListNotes, write: ([Row]) throws(ServiceError) -> Void
    ) async throws(ServiceError) -> Bool {
        let isPartial = list?.gathering?.part != nil || list == nil
        guard isPartial else { return try await readList(notes, write) }
        // What is looked up besides must not come twice, and its failure costs nobody the list.
        let found = await lookedUp()
        var (count, isListed) = (0, false)
        let isInOrder = try await readList(notes) { rows throws(ServiceError) in
            count += rows.count
            isListed = isListed || rows.contains { $0.id == (try? found.get())?.id }
            try write(rows)
        }
        notes.tell(list?.gathering?.part.map { "\($0)." } ?? lookUpAlone)
        if let row = try found.get(), !isListed, count < limit ?? .max { try write([row]) }
        return isInOrder
    }

    // MARK: Listing

    private func readList(
        _ notes: ListNotes, _ write: ([Row]) throws(ServiceError) -> Void
    ) async throws(ServiceError) -> Bool {
        guard let list else { return true }
        if let gathering = list.gathering { return try await gather(gathering, notes, write) }
        var pages = RowPages(list, filter: filter, sort: order, limit: limit)
        while let rows = try await pages.next() { try write(rows) }
        return true
    }

    private func gather(
        _ gathering: Gathering<Row>, _ notes: ListNotes, _ write: ([Row]) throws(ServiceError) -> Void
    ) async throws(ServiceError) -> Bool {
        // Counted before, so that what comes in meanwhile is not missed.
        let total = limit == nil ? try? await gathering.total?(gathering.narrowing(filter)) : nil
        let order = order ?? list?.sortable.first ?? RowOrder(words.nameField)
        var reading = GatheredRowReading(gathering, filter: filter, order: order, limit: limit)
        do throws(ServiceError) {
            try await reading.run(
                progress: { notes.progress($0, of: total, words.plural, connection.id) }, write: write)
        } catch {
            let isOurs = error.code == .cancelled || error.code == .storage
            if reading.read > 0, !isOurs { notes.tell(cutShort(after: reading.read)) }
            throw error
        }
        if reading.isUnsorted {
            notes.tell(
                "\(connection.id) has more than \(NumberText.grouped(gathering.cap)) \(words.plural): they come in its own order, not by \(order.field)."
            )
        }
        if let total, total > reading.read { throw missing(total - reading.read, of: total) }
        return !reading.isUnsorted
    }

    private func cutShort(after count: Int) -> String {
        "The \(words.plural) of \(connection.id) beyond the first \(NumberText.grouped(count)) are missing."
    }

    private func missing(_ count: Int, of total: Int) -> ServiceError {
        ServiceError(
            .malformedAnswer,
            "\(connection.id) counts \(NumberText.counted(total, words.singular, words.plural)) and does not hand over \(NumberText.grouped(count)) of them.",
            hint: "Narrow the list with --search, such as by dates.")
    }

    // MARK: Looking up

    private var lookUpAlone: String {
        "\(connection.platform) lists no \(words.plural); they are looked up \(operations.schema.kind == .contact ? "by address" : "one by one")."
    }

    /// The row that the filter names, where the platform finds it by its key alone.
    private func lookedUp() async -> Result<Row?, ServiceError> {
        guard let find = operations.operations.find, let key = filter.soleText else { return .success(nil) }
        do throws(ServiceError) {
            let row = try await find(key)
            return .success(row.flatMap { filter.matches($0) ? $0 : nil })
        } catch {
            // What its platform refuses as a key is the key of none of its rows.
            if error.code == .invalid || error.code == .notFound { return .success(nil) }
            return .failure(error)
        }
    }
}
