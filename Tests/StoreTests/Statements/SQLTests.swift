import Testing

@testable import Store

@Suite struct SQLTests {
    @Test func `a value is bound, a piece is joined, and text is text only where it says so`() {
        let piece = SQL("\(sql: "name") = \("O'Hara")")
        let sql: SQL = "SELECT \(sql: "name") FROM t WHERE \(piece) AND n > \(5) AND m IS \(nil as Int?)"
        #expect(sql.text == "SELECT name FROM t WHERE name = ? AND n > ? AND m IS ?")
        #expect(sql.values == [.text("O'Hara"), .integer(5), .null])
    }

    @Test func `values of a list stand between commas`() {
        let sql: SQL = "id IN (\(list: [3, 1, 2]))"
        #expect(sql == SQL(text: "id IN (?, ?, ?)", [3, 1, 2]))
    }

    @Test(arguments: [(1, 1), (2, 8), (8, 8), (9, 64), (500, 512), (4097, 4097)])
    func `a list is filled up with its last value, so that few lengths are prepared`(count: Int, length: Int)
    {
        let values = Array(1...count)
        let sql: SQL = "id IN (\(padded: values))"
        #expect(sql.text.count { $0 == "?" } == length && sql.values.count == length)
        #expect(Array(sql.values.prefix(count)) == values.map { .integer(Int64($0)) })
        #expect(sql.values.dropFirst(count).allSatisfy { $0 == .integer(Int64(count)) })
    }

    @Test func `conditions are joined with their values in order`() {
        let (first, second): (SQL, SQL) = ("a = \(1)", "b = \("x")")
        #expect(SQL.all([first, second]) == SQL(text: "(a = ?) AND (b = ?)", [1, "x"]))
        #expect(SQL.any([second, first]) == SQL(text: "(b = ?) OR (a = ?)", ["x", 1]))
        #expect(first.negated == SQL(text: "(a = ?) IS NOT TRUE", [1]))
        #expect(SQL.constant(true).and(first) == first)
        #expect(SQL.all([]) == .constant(true) && SQL.isOne("a", of: []) == .constant(false))
    }
}
