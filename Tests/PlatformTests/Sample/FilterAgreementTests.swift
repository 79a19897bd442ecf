import Foundation
import ServiceCore
import Testing

@testable import Platform

/// What a store answers against what the same rows give in memory, over the sample of every kind.
@Suite struct FilterAgreementTests {
    static let kinds: [ResourceKind] = [
        .account, .sender, .sendingDomain, .smtpUser, .trackingDomain, .contact, .campaign, .suppression,
        .event, .audit,
    ]

    @Test(arguments: kinds)
    func `a word of a state finds the rows that show it, however much of it is typed`(kind: ResourceKind)
        async throws
    {
        let sample = try await SamplePlatform.shared.value
        let rows = try await sample.rows(kind)
        let schema = try #require(rows.first?.schema)
        let list = try #require(sample.platform.connection.resources[kind]?.operations.list)
        for field in schema.fields where field.kind == .state || field.kind == .flag {
            // What a filter of this field finds hangs on its value alone: one row of each is asked.
            let alike = Dictionary(grouping: rows) { $0[field.id] }
            let words = Set(alike.keys.map(\.plainText)).subtracting([""])
            for word in words {
                let shown = rows.filter { $0[field.id].plainText == word }.map(\.id)
                #expect(
                    try await ids(kind, "\(field.id):\"\(word)\"", schema) == Set(shown),
                    "\(field.id):\(word)")
            }
            for piece in Self.pieces(of: words) {
                for filter in ["\(field.id):\"\(piece)\"", "-\(field.id):\"\(piece)\""] {
                    guard let parsed = try? parse(filter, schema) else { continue }
                    let expected = alike.values.reduce(0) { $0 + (parsed.matches($1[0]) ? $1.count : 0) }
                    #expect(try await list.count?(parsed) == expected, "\(kind) \(filter)")
                }
            }
        }
    }

    /// The beginnings of every word, and pieces from its middle.
    private static func pieces(of words: Set<String>) -> Set<String> {
        var pieces: Set<String> = []
        for word in words {
            for length in [1, 2, 4, word.count - 1] where length > 0 && length < word.count {
                pieces.insert(String(word.prefix(length)))
                pieces.insert(String(word.suffix(length)))
            }
            for part in word.split(separator: " ") { pieces.insert(String(part)) }
            pieces.insert(word.replacing(" ", with: "-"))
        }
        return pieces.filter { !$0.hasPrefix(" ") && !$0.hasSuffix(" ") }
    }

    @Test(arguments: kinds)
    func `a store sorts as a loaded list does`(kind: ResourceKind) async throws {
        let sample = try await SamplePlatform.shared.value
        let list = try #require(sample.platform.connection.resources[kind]?.operations.list)
        let rows = try await sample.rows(kind)
        for field in list.sortable.map(\.field) {
            for order in [RowOrder(field), RowOrder(field, ascending: false)] {
                let sorted = try await list.page(ListRequest(sort: order, limit: 100_000)).items
                #expect(sorted.map(\.id) == rows.sorted(by: order).map(\.id), "\(kind) by \(order)")
            }
        }
    }

    private func parse(_ filter: String, _ schema: ResourceSchema) throws(ServiceError) -> Filter {
        try FilterParser(schema: schema, now: SamplePlatform.now).parse(filter)
    }

    private func ids(_ kind: ResourceKind, _ filter: String, _ schema: ResourceSchema) async throws -> Set<
        ResourceID
    > {
        let sample = try await SamplePlatform.shared.value
        let list = try #require(sample.platform.connection.resources[kind]?.operations.list)
        let request = ListRequest(filter: try parse(filter, schema), limit: 100_000)
        return Set(try await list.page(request).items.map(\.id))
    }
}
