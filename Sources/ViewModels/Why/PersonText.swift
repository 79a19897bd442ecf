import FoundationEssentials
import ServiceCore

/// Whom a typed or pasted line means: a whole address or number, or a part of one or of a name.
package struct PersonText: Equatable {
    package let text: String
    package let isWhole: Bool

    /// - Parameter line: `kim@a.example`, `+34600112233`, `Kim Lee <kim@a.example>`, `kim`.
    package init(_ line: String) {
        let bare = Self.bracketed(line) ?? line.trimmingBlanks
        text = bare
        // A domain without a dot, which is still being typed, makes no address.
        isWhole = (try? MailAddress(bare)) != nil || PhoneNumber.normalized(bare) != nil
    }

    /// What stands between the last `<` and its `>`, as mail programs write a person.
    private static func bracketed(_ line: String) -> String? {
        guard let start = line.lastIndex(of: "<"), let end = line[start...].firstIndex(of: ">") else {
            return nil
        }
        let inside = String(line[line.index(after: start)..<end]).trimmingBlanks
        return inside.isEmpty ? nil : inside
    }

    // MARK: Looking for

    /// Somebody whose address or name holds the text.
    struct Found: Sendable, Equatable {
        let address: String
        let name: String
    }

    /// More than anybody reads through.
    private static let limit = 50

    /// Everybody whose address or name holds every word of the text, one line an address.
    ///
    /// - Throws: the first failure, where none of the kinds could be asked.
    func search(_ kinds: [MergedKind], now: @escaping @Sendable () -> Date) async throws(ServiceError)
        -> [Found]
    {
        let filter = Filter(text.split(separator: " ").map { FilterTerm(.anywhere(String($0))) })
        let answers = await askAll(kinds) { kind async throws(ServiceError) in
            try await Self.rows(of: kind, filter, now)
        }
        var found: [Found] = []
        var known: Set<String> = []
        for case .success(let rows) in answers.map(\.result) {
            for row in rows where filter.matches(row, in: Self.fields) {
                let person = Found(row)
                guard !person.address.isEmpty, known.insert(MailAddress.key(of: person.address)).inserted
                else { continue }
                found.append(person)
            }
        }
        if found.isEmpty, !answers.isEmpty, answers.allSatisfy({ (try? $0.result.get()) == nil }) {
            _ = try answers[0].result.get()
        }
        return Array(found.prefix(Self.limit))
    }

    private static let fields: [FieldID] = ["email", "address", "name", "phone"]

    /// Of platforms that are read whole and have not been read yet it is done now.
    private static func rows(
        of kind: MergedKind, _ filter: Filter, _ now: @Sendable () -> Date
    ) async throws(ServiceError) -> [Row] {
        for gathered in kind.gathered where gathered.freshness.readAt == nil {
            _ = try? await gathered.gather(.all, now: now)
        }
        guard let list = kind.list else { return [] }
        return try await list.page(ListRequest(filter: filter, limit: limit)).items
    }
}

extension PersonText.Found {
    fileprivate init(_ row: Row) {
        let addresses: [FieldID] = ["email", "address", "phone"]
        address = addresses.lazy.map { row[$0].plainText }.first { !$0.isEmpty } ?? ""
        name = row["name"].plainText
    }
}
