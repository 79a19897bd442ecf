/// A head as it is read: fields in their order, unfolded, none trusted (RFC 5322 §2.2).
struct ReadHead: Sendable, Hashable {
    private(set) var fields: [Field] = []
    private var bytes = 0
    private let limits: ReportLimits.Head

    struct Field: Sendable, Hashable {
        /// In lower case.
        let name: String
        fileprivate(set) var value: String
    }

    init(_ limits: ReportLimits) { self.limits = limits.ofHead }

    /// The head that a text begins with, or consists of.
    init(_ text: [UInt8], _ limits: ReportLimits) {
        self.init(limits)
        for line in ByteLines(text) {
            if text.trimmed(line).isEmpty { return }
            add(text, line)
        }
    }

    /// The first field of that name, which stands in lower case.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Takes a line in: a field, what continues one, or nothing that a head has.
    mutating func add(_ text: [UInt8], _ line: Range<Int>) {
        guard let first = line.first, bytes < limits.bytes else { return }
        bytes += line.count + 1
        if text[first] == 32 || text[first] == 9 {
            guard let last = fields.indices.last else { return }
            let room = limits.value - fields[last].value.utf8.count - 1
            let more = room > 0 ? OneLine.of(text.text(cut(line)), room) : ""
            if !more.isEmpty { fields[last].value += fields[last].value.isEmpty ? more : " " + more }
        } else if let colon = text[line].firstIndex(of: 58) {
            let name = text.trimmed(first..<colon)
            guard !name.isEmpty, name.count <= 100, fields.count < limits.fields,
                text[name].allSatisfy({ (33...126).contains($0) })
            else { return }
            let value = text.text(cut((colon + 1)..<line.upperBound))
            fields.append(Field(name: text.text(name).lowercased(), value: OneLine.of(value, limits.value)))
        }
    }

    private func cut(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + limits.value)
    }
}

extension ReportLimits {
    /// What concerns heads.
    struct Head: Sendable, Hashable {
        let bytes: Int
        let fields: Int
        let value: Int
    }

    var ofHead: Head { Head(bytes: head, fields: fields, value: value) }
}

/// Text from outside as one line: what steers becomes a blank, blanks become one.
enum OneLine {
    /// - Parameter longest: in bytes, of which the last character may be left off.
    static func of(_ text: String, _ longest: Int) -> String {
        var line = String.UnicodeScalarView()
        var (count, isAfterBlank) = (0, true)
        for scalar in text.unicodeScalars {
            let isBlank = scalar.value <= 32 || (127...160).contains(scalar.value)
            if isBlank, isAfterBlank { continue }
            count += UTF8.width(scalar)
            if count > longest { break }
            line.append(isBlank ? " " : scalar)
            isAfterBlank = isBlank
        }
        if line.last == " " { line.removeLast() }
        return String(line)
    }
}
