import Foundation
import Testing

@testable import ServiceCore

@Suite struct MergedKindTests {
    private static let now = Date(timeIntervalSince1970: 1_750_000_000)

    private static func group(_ connection: ConnectionID, _ name: String) -> ContactGroup {
        ContactGroup(id: ResourceID(connection, .group, name), account: "a", name: name)
    }

    private static func embedded(_ names: String...) -> Connection {
        let groups = names.map { group("embedded", $0) }
        return Connection(
            id: "embedded", platform: "embedded",
            resources: [
                RowOperations(
                    ResourceOperations<ContactGroup>(
                        list: .loaded(sort: RowOrder("name")) { () async throws(ServiceError) in groups }))
            ])
    }

    /// A platform that hands over whatever `answer` gives.
    private static func hosted(
        _ id: ConnectionID, cap: Int = 5000,
        _ answer: @escaping @Sendable (Filter) async throws(ServiceError) -> [String]
    ) -> Connection {
        Connection(
            id: id, platform: "hosted", freshness: .polled(every: .seconds(5)),
            resources: [
                RowOperations(
                    ResourceOperations<ContactGroup>(
                        list: .gathered(
                            sort: RowOrder("name"),
                            Gathering(cap: cap, narrowedBy: ["created"]) {
                                filter async throws(ServiceError) in
                                try await answer(filter).map { group(id, $0) }
                            })))
            ])
    }

    private static let lookUps = Connection(
        id: "lookups", platform: "hosted",
        resources: [
            RowOperations(
                ResourceOperations<ContactGroup>(find: { key in key == "kim" ? group("lookups", "kim") : nil }
                ))
        ])

    private func names(_ merged: MergedKind) async throws -> [String] {
        try await #require(merged.list).page(ListRequest()).items.map(\.name)
    }

    @Test func `own rows are there at once, those of others as they come`() async throws {
        let merged = try #require(
            MergedKind(
                .group,
                of: [
                    Self.embedded("b", "d"), Self.hosted("one") { _ in ["a", "e"] },
                    Self.hosted("two") { _ in ["c"] },
                ]))
        #expect(try await names(merged) == ["b", "d"])
        try await merged.gathered[1].gather(.all) { Self.now }
        #expect(try await names(merged) == ["b", "c", "d"])
        try await merged.gathered[0].gather(.all) { Self.now }
        #expect(try await names(merged) == ["a", "b", "c", "d", "e"])
        #expect(merged.gathered[0].freshness == SourceFreshness(readAt: Self.now))
    }

    @Test func `a failure leaves the rows and says since when they are stale`() async throws {
        let answers = Answers([
            .success(["a"]), .failure(.init(.unavailable, "503")), .failure(.init(.timedOut, "late")),
        ])
        let merged = try #require(
            MergedKind(.group, of: [Self.hosted("one", answers.next), Self.embedded("b")]))
        let source = merged.gathered[0]
        try await source.gather(.all) { Self.now }
        for wait in [10.0, 20] {
            await #expect(throws: ServiceError.self) { try await source.gather(.all) { Self.now + wait } }
        }
        #expect(try await names(merged) == ["a", "b"])
        #expect(source.freshness.readAt == Self.now && source.freshness.failedSince == Self.now + 10)
        #expect(source.freshness.failure?.message == "late")
    }

    @Test func `a platform is read up to the cap, and the total says so`() async throws {
        let merged = try #require(
            MergedKind(
                .group, of: [Self.embedded("z"), Self.hosted("one", cap: 3) { _ in ["a", "b", "c", "d"] }]))
        try await merged.gathered[0].gather(.all) { Self.now }
        let page = try await #require(merged.list).page(ListRequest())
        #expect(page.items.map(\.name) == ["a", "b", "c", "z"])
        #expect(page.total == .atLeast(4))
        #expect(page.isCapped && !page.hasMore)
        #expect(merged.gathered[0].freshness.total == 4, "all of them were answered")
    }

    @Test func `only what the platform narrows by makes it be read again`() async throws {
        let merged = try #require(MergedKind(.group, of: [Self.hosted("one") { _ in ["a"] }]))
        let source = merged.gathered[0]
        let since = FilterTerm(.field("created", .greater, .date(Self.now)))
        #expect(!source.serves(.all))
        try await source.gather(.all) { Self.now }
        #expect(source.serves(Filter([FilterTerm(.anywhere("a"))])))
        #expect(!source.serves(Filter([since])))
    }

    @Test func `what can only be looked up shows what was found`() async throws {
        let merged = try #require(MergedKind(.group, of: [Self.embedded("a"), Self.lookUps]))
        let lookUp = try #require(merged.lookups.first)
        let row = try #require(try await lookUp.operations.find?("kim"))
        merged.gathered[0].keep(found: row)
        #expect(try await names(merged) == ["a", "kim"])
        #expect(merged.operations(for: row.id)?.list == nil)
    }

    @Test func `no connection that serves a kind, no list`() {
        #expect(MergedKind(.campaign, of: [Self.embedded("a")]) == nil)
        #expect(MergedKind(.group, of: [Self.lookUps])?.list == nil)
    }
}

/// Answers in the order of a script.
private actor Answers {
    private var script: [Result<[String], ServiceError>]

    init(_ script: [Result<[String], ServiceError>]) { self.script = script }

    private func take() -> Result<[String], ServiceError> { script.removeFirst() }

    nonisolated var next: @Sendable (Filter) async throws(ServiceError) -> [String] {
        { _ async throws(ServiceError) in try await self.take().get() }
    }
}
