/// What of a list of keys stands for rows, and what does not.
package struct ListedRows: Sendable {
    /// In the order of the list, each once.
    package private(set) var rows: [Row] = []
    /// How many of the keys stand for one row or more.
    package private(set) var foundCount = 0
    /// The keys that nobody knows.
    package private(set) var unknown: [String] = []
    /// The keys that a connection could not be asked for, and that no other knows.
    package private(set) var unasked: [(key: String, error: ServiceError)] = []
    private var ids: Set<ResourceID> = []

    package init() {}

    /// - Parameter answers: what each connection said of the key, none where it was not asked.
    fileprivate mutating func take(_ key: String, _ answers: [Result<[Row], ServiceError>]) {
        let rows = answers.compactMap { try? $0.get() }.flatMap(\.self)
        // What answers for any key stands for the row only where nobody knows it.
        let known = rows.filter { !$0.isAnswerAlone }
        let found = known.isEmpty ? rows : known
        if !found.isEmpty {
            foundCount += 1
            self.rows += found.filter { ids.insert($0.id).inserted }
        } else if let failure = answers.lazy.compactMap(\.failure).first {
            unasked.append((key, failure))
        } else {
            unknown.append(key)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}

extension MergedKind {
    /// The rows that these keys stand for, on every connection that knows them, whether or not a list shows them.
    ///
    /// What was gathered is looked into first; where that is all there is, nobody is asked.
    ///
    /// - Parameters:
    ///   - scope: what the rows must pass, such as an account that a pane is narrowed to.
    ///   - progress: told now and then how many keys the slowest connection has been asked for.
    package func rows(
        listed keys: [String], in scope: Filter = .all,
        progress: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async -> ListedRows {
        let seekers = members.map { member in
            RowSeeker(
                member, gathered.first { $0.connection == member.connection.id }, scope,
                nameField: schema.words.nameField)
        }
        let answers = await askAll(seekers) { seeker async throws(ServiceError) in
            await seeker.answers(to: keys, progress: progress)
        }
        let columns = answers.compactMap { try? $0.result.get() }
        var listed = ListedRows()
        for (place, key) in keys.enumerated() {
            listed.take(key, columns.compactMap { $0.indices.contains(place) ? $0[place] : nil })
        }
        return listed
    }
}

/// Looks for rows of one connection by their keys.
private struct RowSeeker: Sendable {
    private let find: RowOperations.Find?
    private let list: Listing<Row>?
    private let scope: Filter
    private let nameField: FieldID
    /// The rows at hand, by their ids and by what their names are known by.
    private let atHand: [String: [Row]]
    /// Whether there are no others.
    private let isWhole: Bool

    init(
        _ member: MergedKind.Member, _ gathered: GatheredRows?, _ scope: Filter, nameField: FieldID
    ) {
        (find, list, self.scope) = (member.operations.find, member.operations.list, scope)
        self.nameField = nameField
        var atHand: [String: [Row]] = [:]
        for row in gathered?.contents.rows ?? [] {
            for key in Set([row.id.native, MailAddress.key(of: row.name)]) {
                atHand[key, default: []].append(row)
            }
        }
        self.atHand = atHand
        isWhole = gathered?.isWhole ?? false
    }

    /// What is found for each key; a connection that cannot be asked for one is not asked for the rest.
    func answers(
        to keys: [String], progress: @Sendable (Int) async -> Void
    ) async -> [Result<[Row], ServiceError>] {
        var answers: [Result<[Row], ServiceError>] = []
        var failure: ServiceError?
        for key in keys {
            if Task.isCancelled { failure = ServiceError(.cancelled, "Cancelled.") }
            answers.append(await answer(to: key, &failure))
            if answers.count.isMultiple(of: 100) { await progress(answers.count) }
        }
        return answers
    }

    private func answer(
        to key: String, _ failure: inout ServiceError?
    ) async -> Result<[Row], ServiceError> {
        if let rows = atHand[key] ?? atHand[MailAddress.key(of: key)] {
            return .success(rows.filter { scope.matches($0) })
        }
        guard !isWhole, let find else { return .success([]) }
        if let failure { return .failure(failure) }
        do throws(ServiceError) {
            return .success([try await find(key)].compactMap(\.self).filter { scope.matches($0) })
        } catch {
            switch error.code {
            case .notFound, .invalid: return .success([])
            case .conflict: return await several(key)
            default:
                failure = error
                return .failure(error)
            }
        }
    }

    /// A name that several rows have: all of them are meant.
    private func several(_ key: String) async -> Result<[Row], ServiceError> {
        guard let list else { return .success([]) }
        let name = FilterTerm(.field(nameField, .equals, .text(key)))
        return await Result { () async throws(ServiceError) in
            try await list.page(ListRequest(filter: Filter(scope.terms + [name]), limit: 200)).items
        }
    }
}
