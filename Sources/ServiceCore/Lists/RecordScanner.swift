/// Finds the end of one record of a list and its cells, by RFC 4180; works on bytes that are all there or says that they are not.
struct RecordScanner {
    let dialect: ListDialect
    /// Whether nothing follows the bytes.
    let isEnd: Bool

    /// Where a cell's text stands, without its quotes.
    struct Cell {
        var range: Range<Int>
        /// Whether quotes stand doubled in it.
        var hasDoubled = false
    }

    enum Outcome {
        /// - Parameters:
        ///   - next: where the record after it begins.
        ///   - lines: how many ends of lines it has, its own included.
        case record(next: Int, lines: Int)
        /// Its quotes are wrong; the line in which it begins ends before `next`.
        case wrong(String, next: Int)
        /// It does not end in these bytes.
        case needsMore
    }

    private(set) var cells: [Cell] = []
    private(set) var hasNUL = false

    init(_ dialect: ListDialect, isEnd: Bool) { (self.dialect, self.isEnd) = (dialect, isEnd) }

    /// - Parameter start: is before the end of the bytes.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        hasNUL = false
        var (place, lines) = (start, 0)
        while true {
            let first = bytes.skippingBlanks(place, but: dialect.delimiter)
            if first < bytes.count, bytes[first] == dialect.quote {
                switch quoted(bytes, from: first + 1, &lines) {
                case .closed(let after): place = after
                case .open:
                    guard isEnd else { return .needsMore }
                    return wrong("a quote is opened and never closed", bytes, start)
                }
                place = bytes.skippingBlanks(place, but: dialect.delimiter)
            } else {
                let from = place
                while place < bytes.count, !ends(bytes[place]) {
                    if bytes[place] == dialect.quote {
                        return wrong("a quote stands within a cell that has none around it", bytes, start)
                    }
                    if bytes[place] == 0 { hasNUL = true }
                    place += 1
                }
                cells.append(Cell(range: from..<place))
            }
            guard place < bytes.count else { return isEnd ? .record(next: place, lines: lines) : .needsMore }
            if bytes[place] == dialect.delimiter {
                place += 1
                continue
            }
            guard bytes[place] == 0x0A || bytes[place] == 0x0D else {
                return wrong("text follows a closing quote", bytes, start)
            }
            guard let next = bytes.afterLineEnd(place, isEnd: isEnd) else { return .needsMore }
            return .record(next: next, lines: lines + 1)
        }
    }

    private enum Quoted {
        case closed(after: Int)
        case open
    }

    private mutating func quoted(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ lines: inout Int
    ) -> Quoted {
        var cell = Cell(range: start..<start)
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == dialect.quote {
                // Whether another follows is not known yet at the end of the bytes.
                if place + 1 == bytes.count, !isEnd { return .open }
                guard place + 1 < bytes.count, bytes[place + 1] == dialect.quote else {
                    cell.range = start..<place
                    cells.append(cell)
                    return .closed(after: place + 1)
                }
                cell.hasDoubled = true
                place += 1
            } else if byte == 0x0D || (byte == 0x0A && bytes[place - 1] != 0x0D) {
                lines += 1
            } else if byte == 0 {
                hasNUL = true
            }
            place += 1
        }
        return .open
    }

    private func wrong(_ fault: String, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Outcome {
        bytes.afterLine(from: start, isEnd: isEnd).map { .wrong(fault, next: $0) } ?? .needsMore
    }

    private func ends(_ byte: UInt8) -> Bool { byte == dialect.delimiter || byte == 0x0A || byte == 0x0D }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func skippingBlanks(_ start: Int, but delimiter: UInt8) -> Int {
        var place = start
        while place < count, self[place] == 0x20 || self[place] == 0x09, self[place] != delimiter {
            place += 1
        }
        return place
    }

    /// What follows the end of a line; nil where the bytes do not tell whether LF follows a CR.
    func afterLineEnd(_ place: Int, isEnd: Bool) -> Int? {
        guard self[place] == 0x0D else { return place + 1 }
        guard place + 1 < count else { return isEnd ? count : nil }
        return self[place + 1] == 0x0A ? place + 2 : place + 1
    }

    /// Where the next line begins; nil where the bytes do not tell.
    func afterLine(from start: Int, isEnd: Bool) -> Int? {
        var place = start
        while place < count, self[place] != 0x0A, self[place] != 0x0D { place += 1 }
        return place < count ? afterLineEnd(place, isEnd: isEnd) : isEnd ? count : nil
    }
}
