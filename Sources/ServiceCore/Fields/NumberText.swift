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

    /// `1 row`, `3 rows`.
    package static func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }
}
