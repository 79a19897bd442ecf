import ServiceCore
import TestSupport

@testable import ViewModels

/// A listing of numbered contacts that is never in memory: row `n` is made when it is asked for.
struct ManyRows: Sendable {
    var count: Int
    /// Rows that are gone.
    var gone: Set<Int> = []
    /// Whether a page tells how many rows stand before it and in all, as most platforms cannot.
    var tellsPlace = true
    var name: @Sendable (Int) -> String = { "c\($0)" }

    static func id(_ number: Int) -> ResourceID { ResourceID("a", .contact, String(number)) }

    func row(_ number: Int) -> Row {
        Row(Contact(id: Self.id(number), account: "acme", email: name(number)), schema: Self.schema)
    }

    private static let schema = ResourceSchema(of: Contact.self)

    /// The window of a request; numbers that are gone are passed over.
    func page(_ request: ListRequest) -> ListPage<Row> {
        let all = count - gone.count
        let numbers: [Int]
        switch request.position {
        case .start: numbers = forward(from: 0, request.limit)
        case .offset(let offset): numbers = forward(from: number(at: offset), request.limit)
        case .after(let id): numbers = forward(from: (Int(id.native) ?? 0) + 1, request.limit)
        case .before(let id): numbers = backward(from: (Int(id.native) ?? 0) - 1, request.limit)
        case .end: numbers = backward(from: count - 1, request.limit)
        }
        let hasMore = numbers.last.map { !forward(from: $0 + 1, 1).isEmpty } ?? false
        return ListPage(
            numbers.map(row), offset: tellsPlace ? numbers.first.map(offset) : nil,
            total: tellsPlace ? .exact(all) : .unknown, hasMore: hasMore)
    }

    func offset(of number: Int) -> Int { number - gone.count { $0 < number } }

    private func number(at offset: Int) -> Int {
        var number = max(0, offset)
        for hole in gone.sorted() where hole <= number { number += 1 }
        return number
    }

    private func forward(from first: Int, _ limit: Int) -> [Int] {
        var numbers: [Int] = []
        var next = first
        while next < count, numbers.count < limit {
            if !gone.contains(next) { numbers.append(next) }
            next += 1
        }
        return numbers
    }

    private func backward(from last: Int, _ limit: Int) -> [Int] {
        var numbers: [Int] = []
        var next = min(last, count - 1)
        while next >= 0, numbers.count < limit {
            if !gone.contains(next) { numbers.append(next) }
            next -= 1
        }
        return numbers.reversed()
    }
}

extension FakeStore {
    /// Contacts made as they are asked for; `rows` may differ from one call to the next.
    ///
    /// - Parameter matching: how many of them any filter leaves.
    func source(of rows: @escaping @Sendable () -> ManyRows, matching: Int = 0) -> RowOperations {
        let filtered: @Sendable (Filter) -> ManyRows = { filter in
            var rows = rows()
            if !filter.isEmpty { rows.count = matching }
            return rows
        }
        return RowOperations(
            ResourceOperations<Contact>(
                list: Listing(
                    sortable: [RowOrder("email")],
                    count: { [self] filter async throws(ServiceError) in
                        try await enter(FakeCall(filter.isEmpty ? "count" : "count.filtered"))
                        return filtered(filter).count - rows().gone.count
                    },
                    page: { [self] request async throws(ServiceError) in
                        try await enter(FakeCall("contact.list", request: request))
                        let page = try filtered(request.filter).checked(request)
                        return ListPage(
                            page.items.compactMap { $0.resource as? Contact }, offset: page.offset,
                            total: page.total == .unknown ? .atLeast(page.items.count) : page.total,
                            hasMore: page.hasMore)
                    })))
    }
}

extension ManyRows {
    /// The window, or an error where the row to continue from is gone.
    func checked(_ request: ListRequest) throws(ServiceError) -> ListPage<Row> {
        switch request.position {
        case .after(let id), .before(let id):
            guard !gone.contains(Int(id.native) ?? 0) else {
                throw ServiceError(.notFound, "The row to continue from is gone.")
            }
        case .start, .end, .offset: break
        }
        return page(request)
    }
}

extension TableState {
    /// A table of twenty lines over many rows, as far as a screen needs them.
    static func over(_ rows: ManyRows, height: Int = 20) -> TableState {
        var table = TableState()
        table.resize(height: height)
        table.fill(from: rows)
        return table
    }

    /// Meets every need, as the model does; stops where the same need comes twice.
    mutating func fill(from rows: ManyRows) {
        var last: Need?
        while let need, need != last {
            apply(rows.page(request(for: need, filter: .all, sort: nil)), for: need)
            last = need
        }
    }

    @discardableResult
    mutating func refresh(from rows: ManyRows) -> [ResourceID: Set<FieldID>] {
        let request = refreshRequest(filter: .all, sort: nil)
        let changes = refresh(rows.page(request), for: request)
        fill(from: rows)
        return changes
    }

    /// What the picture shows under its cursor, which must be what an action would take.
    var shown: String? {
        let line = cursor - top
        let lines = Array(visible)
        return lines.indices.contains(line) ? lines[line].name : nil
    }
}
