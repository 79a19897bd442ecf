import Terminal

/// What a terminal would show after the bytes that it was sent; remembers what it did not expect.
struct ScreenReader {
    private(set) var rows: [[String]]
    private(set) var unexpected: [String] = []
    private let width: Int
    private var x = 0
    private var y = 0
    private var lastPrinted = " "
    private var wraps = true

    init(width: Int, height: Int) {
        self.width = width
        rows = Array(repeating: Array(repeating: " ", count: width), count: height)
    }

    var lines: [String] {
        rows.map { row in
            let line = row.joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    mutating func take(_ bytes: [UInt8]) {
        var rest = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x1B: takeEscape(&rest)
            case 0x0D: x = 0
            case 0x0A: y = min(y + 1, rows.count - 1)
            case 0x08: x = max(0, x - 1)
            case 0..<0x20, 0x7F..<0xA0: unexpected.append("control \(scalar.value)")
            default: print(scalar)
            }
        }
    }

    private mutating func print(_ scalar: Unicode.Scalar) {
        let columns = DisplayWidth.of(scalar) ?? 1
        if columns == 0 {
            let place = max(0, x - 1)
            rows[y][rows[y][place].isEmpty ? place - 1 : place].unicodeScalars.append(scalar)
            return
        }
        if !wraps { x = min(x, width - columns) }
        guard x + columns <= width, x >= 0 else { return unexpected.append("beyond the edge") }
        rows[y][x] = String(scalar)
        if columns == 2 { rows[y][x + 1] = "" }
        lastPrinted = String(scalar)
        x += columns
    }

    private mutating func takeEscape(_ rest: inout ArraySlice<Unicode.Scalar>) {
        switch rest.popFirst() {
        case "[": takeControlSequence(&rest)
        case "(", ")": _ = rest.popFirst()
        case "=", ">": return
        case let other: unexpected.append("escape \(other.map(String.init) ?? "at the end")")
        }
    }

    private mutating func takeControlSequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
        var parameters = ""
        while let scalar = rest.popFirst() {
            if (0x40...0x7E).contains(scalar.value) { return perform(scalar, parameters) }
            parameters.unicodeScalars.append(scalar)
        }
        unexpected.append("unfinished sequence")
    }

    private mutating func perform(_ final: Unicode.Scalar, _ parameters: String) {
        let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
        let first = max(1, numbers.first ?? 1)
        // Behind the last column the cursor is still on it.
        x = min(x, width - 1)
        switch final {
        case "H":
            y = min(first, rows.count) - 1
            x = min(max(1, numbers.dropFirst().first ?? 1), width) - 1
        case "A": y = max(0, y - first)
        case "B": y = min(rows.count - 1, y + first)
        case "C": x = min(width - 1, x + first)
        case "D": x = max(0, min(x, width - 1) - first)
        case "G": x = min(first, width) - 1
        case "d": y = min(first, rows.count) - 1
        case "J": for row in y..<rows.count { blank(row, from: row == y ? x : 0) }
        case "K": numbers.first == 1 ? blank(y, from: 0, to: x + 1) : blank(y, from: x)
        case "X": blank(y, from: x, to: min(width, x + first))
        case "b": for _ in 0..<first { lastPrinted.unicodeScalars.forEach { print($0) } }
        case "P":
            rows[y].removeSubrange(x..<min(width, x + first))
            rows[y] += Array(repeating: " ", count: width - rows[y].count)
        case "@":
            rows[y].insert(contentsOf: Array(repeating: " ", count: first), at: x)
            rows[y] = Array(rows[y].prefix(width))
        case "h", "l": if parameters == "?7" { wraps = final == "h" }
        case "m", "r", "t": return
        default: unexpected.append("sequence \(parameters)\(final)")
        }
    }

    private mutating func blank(_ row: Int, from start: Int, to end: Int? = nil) {
        for column in start..<(end ?? width) where column < width { rows[row][column] = " " }
    }
}
