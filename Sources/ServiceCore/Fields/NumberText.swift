/// Numbers as a person reads them.
package enum NumberText {
    /// `12,344`.
    package static func grouped(_ number: Int) -> String {
        var groups: [String] = []
        var rest = number.magnitude
        while rest >= 1000 {
            let tail = String(rest % 1000)
            groups.insert(String(repeating: "0", count: 3 - tail.count) + tail, at: 0)
            rest /= 1000
        }
        return (number < 0 ? "-" : "") + ([String(rest)] + groups).joined(separator: ",")
    }

    /// The first ten names and the number of the others: `ana, bo and 12 more`.
    package static func listed(_ names: [String]) -> String {
        let rest = names.count - 10
        return names.prefix(10).joined(separator: ", ") + (rest > 0 ? " and \(grouped(rest)) more" : "")
    }

    /// A whole number as a person writes it: digits, perhaps in groups of three as `1,000`, `1 000`, `1_000` or `1'000`.
    ///
    /// A full stop is none of the marks: `1.000` is a thousand to some and one to others. Nil for that and for all else.
    package static func whole(_ text: String) -> Int? {
        let sign = text.prefix { $0 == "-" || $0 == "+" }
        let digits = text.dropFirst(sign.count)
        guard sign.count < 2, let mark = digits.first(where: { !isDigit($0) }) else { return Int(text) }
        let groups = digits.split(separator: mark, omittingEmptySubsequences: false)
        guard groupMarks.contains(mark), (1...3).contains(groups[0].count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.joined().allSatisfy(isDigit)
        else { return nil }
        return Int(sign + groups.joined())
    }

    /// The blanks are the common one and those that do not break.
    private static let groupMarks: Set<Character> = [",", " ", "\u{A0}", "\u{202F}", "_", "'", "’"]

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    /// A decimal number as a person writes it; `nan`, `inf` and `0x10` are words, and so many digits that none counts.
    package static func decimal(_ text: String) -> Double? {
        guard text.allSatisfy({ "0123456789.-".contains($0) }), let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// A number with no more digits than it needs: `0.05`, `2`.
    package static func plain(_ number: Double) -> String {
        let rounded = (number * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    /// How much text is: `640 bytes`, `12 kB`, `10.5 MB`.
    package static func size(_ bytes: Int) -> String {
        guard bytes >= 1000 else { return counted(bytes, "byte") }
        let tenths = bytes < 1_000_000 ? bytes / 100 : bytes / 100_000
        let number = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return "\(number) \(bytes < 1_000_000 ? "kB" : "MB")"
    }

    /// `1 row`, `3 rows`.
    package static func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }
}
