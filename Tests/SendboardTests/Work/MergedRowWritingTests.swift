import ServiceCore
import Testing

@testable import sendboard

/// Rows of several connections in one order, as far as they may be kept at hand.
@Suite struct MergedRowWritingTests {
    private func rows(_ names: [String]) -> [Row] {
        names.map { Row(Contact(id: ResourceID("one", .contact, $0), account: "acme", email: $0)) }
    }

    private func written(_ writing: MergedRowWriting, _ parts: [[String]]) throws -> [String] {
        var (writing, names) = (writing, [String]())
        for part in parts {
            try writing.take(rows(part)) { rows throws(ServiceError) in names += rows.map(\.name) }
        }
        try writing.finish { rows throws(ServiceError) in names += rows.map(\.name) }
        #expect(writing.written == names.count)
        return names
    }

    @Test func `what may be kept is sorted, and a limit takes the first of all`() throws {
        let parts = [["b", "d"], ["a", "c"]]
        #expect(
            try written(MergedRowWriting(by: RowOrder("email"), limit: nil), parts) == ["a", "b", "c", "d"])
        #expect(try written(MergedRowWriting(by: RowOrder("email"), limit: 2), parts) == ["a", "b"])
    }

    @Test func `more than that comes as it is, up to the limit`() throws {
        let parts = [["b", "d"], ["a", "c"], ["e"]]
        let writing = MergedRowWriting(by: RowOrder("email"), limit: nil, cap: 3)
        #expect(try written(writing, parts) == ["b", "d", "a", "c", "e"])
        let limited = MergedRowWriting(by: RowOrder("email"), limit: 3, cap: 3)
        #expect(try written(limited, parts) == ["b", "d", "a"])
    }
}
