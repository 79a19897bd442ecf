import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// What changed nothing can be looked at.
@Suite struct BounceReportListTests {
    private let desk: BounceBench

    init() async throws { desk = try await BounceBench(contacts: 2) }

    private var kind: ResourceOperations<BounceReport> {
        BounceReportKind(context: desk.bench.context).operations()
    }

    private func reports(_ filter: String = "") async throws -> [BounceReport] {
        let parsed = try FilterParser(schema: BounceReport.schema, now: desk.bench.time.now).parse(filter)
        let list = try #require(kind.list)
        let items = try await list.page(ListRequest(filter: parsed, limit: 5_000)).items
        #expect(try await list.count?(parsed) == items.count)
        return items
    }

    @Test func `both sorts are listed, newest first, each with why and with what it says`() async throws {
        let token = desk.sender(of: try await desk.delivery(1))
        try await desk.take(Array("From: a@b.example\nSubject: Hi\n\nCall me.\n".utf8), to: "b2@x.example")
        try await desk.take(try desk.stranger("vacation"), to: token)
        let listed = try await reports()
        #expect(listed.map(\.outcome) == [.ignored, .unclassified])
        #expect(listed[1].why == "it is no report" && listed[1].recipient == "b2@x.example")
        #expect(listed[1].sender == "a@b.example" && listed[1].text.contains("Call me."))
        #expect(listed[0].recipient == token && !listed[0].why.isEmpty)
        #expect(try await reports("outcome:unclassified").map(\.subject) == ["Hi"])
        #expect(try await reports("\"call me\"").map(\.subject) == ["Hi"])
        let found = try await kind.find?(listed[1].id.native)
        #expect(found == listed[1])
        for key in ["0", "x", "9999999999999999999999"] { #expect(try await kind.find?(key) == nil) }
    }

    @Test func `an automatic reply that comes twice is kept once, and ignored both times`() async throws {
        let token = desk.sender(of: try await desk.delivery(1))
        let message = try desk.stranger("vacation")
        let first = try await desk.take(message, to: token)
        #expect(try await desk.take(message, to: token) == first)
        #expect(try await reports().count == 1)
    }

    @Test func `automatic replies do not push out what could not be read`() async throws {
        try await desk.take(Array("From: a@b.example\nSubject: first\n\nHello\n".utf8))
        try await desk.bench.write(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            INSERT INTO unclassified_report
                (at, outcome, why, sender, recipient, subject, bytes, text, digest)
            SELECT 0, 'ignored', 'w', 's', 'r', 'old', 1, '', CAST('x' || i AS BLOB) FROM n
            """)
        try await desk.take(try desk.stranger("vacation"))
        #expect(try await desk.bench.number("SELECT count(*) FROM unclassified_report") == 1_001)
        #expect(try await reports("outcome:unclassified").map(\.subject) == ["first"])
        #expect(try await reports("subject:old").count == 999)
    }

    @Test func `nothing new is kept of who was erased, and nothing stays that names them`() async throws {
        let token = desk.sender(of: try await desk.delivery(1))
        let person = BounceBench.person(1)
        try await desk.take(Array("From: a@b.example\n\nAsk \(person.uppercased()).\n".utf8))
        #expect(try await reports().count == 1)
        try await desk.bench.erase(person)
        #expect(try await reports() == [])
        guard case .ignored = try await desk.take(try desk.stranger("vacation"), to: token) else {
            Issue.record("not ignored")
            return
        }
        let plain = Array("From: \(person)\n\nHello\n".utf8)
        #expect(try await desk.take(plain, to: token) == .gone("the person was erased"))
        #expect(try await reports() == [])
        #expect(try desk.bench.files(holding: person) == [])
    }

    @Test func `the overview tells of a day's that could not be read`() async throws {
        let concern = try #require(BounceReport.concerns.first)
        try await desk.take(Array("From: a@b.example\n\nHello\n".utf8))
        try await desk.take(try desk.stranger("vacation"))
        #expect(try await reports(concern.filter).map(\.outcome) == [.unclassified])
        try await desk.bench.write("UPDATE unclassified_report SET at = at - 90000000")
        #expect(try await reports(concern.filter) == [])
        #expect(concern.weight == .note)
    }
}
