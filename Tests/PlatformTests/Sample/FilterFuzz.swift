import ServiceCore
import TestSupport

/// Filter lines as nobody types them, the same in every run: right and wrong fields with values at every edge.
struct FilterFuzz {
    private var numbers: SeededNumbers
    private let names: [String]

    init(_ schema: ResourceSchema, seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        names =
            schema.fields.flatMap { [$0.id, $0.label.replacing(" ", with: "-")] }
            + ["since", "after", "before", "time", "account", "platform", "nosuch", "", "-", "https"]
    }

    static let values = [
        "~", "~(", "~^a", "~[^a]$", "=~a", "a,b", ",", "1,2", "invalid,active", "", "0", "-0", "1", "-1",
        "1.5", "-.5", ".", "-", "--", "1-1", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "99999999999999999999999999",
        String(repeating: "9", count: 400), "nan", "inf", "-inf", "1e400", "0x10", "1,000", "999999999999d",
        "9223372036854775807s", "99999999999999999999w", "740000d", "-1d", "0d", "1.5h", "d", "-d",
        "99999-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00", "0000-00-00", "0001-01-01",
        "0001-01-01T00:00:00+14:00", "0001-01-02", "2026-02-30", "2026-03-29T02:30:00", "2026-03-01T12:00Z",
        "today", "yesterday", "tomorrow", "yes", "no", "x", "\"", "\"\"", "\"two words\"", "'", "%", "_", "*",
        "\\", "\u{0}", "\u{1B}[31m", "\u{202E}", "é", "e\u{301}", "ß", "İ", "🏳️‍🌈", "日本", "NULL",
        "') OR 1=1 --", "a:b:c", ":", "::", "=", "<", ">", "kim@example.test", "active", "bounce",
    ]

    private static let signs = ["", "", "", ">", ">=", "<", "<=", "=", "=="]

    mutating func line() -> String {
        let count = Int.random(in: 0..<40, using: &numbers)
        let words = count == 0 ? 2_000 : count % 4 + 1
        return (0..<words).map { _ in word() }.joined(separator: " ")
    }

    private mutating func word() -> String {
        let negation = Int.random(in: 0..<5, using: &numbers) == 0 ? "-" : ""
        let value = Self.values[Int.random(in: Self.values.indices, using: &numbers)]
        guard Int.random(in: 0..<4, using: &numbers) > 0 else { return negation + value }
        let name = names[Int.random(in: names.indices, using: &numbers)]
        return "\(negation)\(name):\(Self.signs[Int.random(in: Self.signs.indices, using: &numbers)])\(value)"
    }
}
