/// One row of a list below its headings.
package struct ListRecord: Sendable, Equatable {
    /// The line in which it begins, from 1 on.
    package let line: Int
    /// As many as the list has headings; what could be read of a row that is refused.
    package var cells: [String]
    /// Why it cannot be taken: `a quote is opened and never closed`. Nil where it can be read.
    package var fault: String?

    package init(line: Int, cells: [String], fault: String? = nil) {
        (self.line, self.cells, self.fault) = (line, cells, fault)
    }
}

/// Reads a list row by row in bounded memory, whatever stands in it.
///
/// A row with wrong quotes is refused by the line in which it begins, and reading goes on with the next line: where a
/// quote is missing nobody knows which of the lines after it belong to the row.
package struct ListReader {
    package private(set) var headings: [String] = []
    package let dialect: ListDialect
    package let encoding: ListEncoding
    /// Whether the first row is one of addresses, and the headings are no more than numbers.
    package private(set) var isHeadless = false
    /// Whether somebody, or the list, said what parts its cells.
    let isDelimiterGiven: Bool
    /// How many bytes of the list have been read.
    package private(set) var bytesRead = 0

    /// How many bytes it has, nil where that is not known.
    package var size: Int? { file.size }

    /// `utf-8, comma`
    package var writing: String { "\(encoding.rawValue), \(dialect.delimiterName)" }

    /// A row that is longer is refused; no cell of people's data comes near it.
    package static let longestRow = 1 << 20

    private let file: ListFile
    private let read: ListFile.Bytes
    private var decoder: ListDecoder
    private var scanner: RecordScanner
    private var buffer: [UInt8]
    private var start = 0
    private var line = 1
    private var isEnd = false
    /// A first row that turned out to be none of headings.
    private var waiting: ListRecord?

    /// - Throws: `.invalid` for a file of another kind, a list without anything in it, or one whose headings cannot be read.
    package init(_ file: ListFile, _ format: ListFormat = ListFormat()) throws(ServiceError) {
        (self.file, read) = (file, try file.open())
        var head: [UInt8] = []
        while head.count < 1 << 16 {
            let piece = try read()
            if piece.isEmpty { isEnd = true }
            head += piece
            if isEnd { break }
        }
        bytesRead = head.count
        if let words = ForeignFile.words(of: head) {
            throw ServiceError(
                .invalid, "“\(file.name)” is no CSV but \(words).", hint: "Save it as CSV and import that.")
        }
        encoding = format.encoding ?? ListEncoding(of: head)
        decoder = ListDecoder(encoding)
        buffer = decoder.decode(head, isLast: isEnd)
        let declared = ListFormat.declared(in: buffer)
        var format = format
        format.delimiter = format.delimiter ?? declared?.delimiter
        isDelimiterGiven = format.delimiter != nil
        dialect = format.dialect(of: buffer)
        scanner = RecordScanner(dialect, isEnd: isEnd)
        if let declared { (start, line) = (declared.next, 2) }
        guard let first = try nextRecord() else {
            throw ServiceError(
                .invalid, "“\(file.name)” is empty.", hint: "Give a list with headings and rows.")
        }
        if let fault = first.fault {
            throw ServiceError(
                .invalid, "The headings of “\(file.name)” cannot be read: \(fault).",
                hint: "--delimiter, --quote and --encoding say how it is written.")
        }
        isHeadless = first.cells.contains { (try? MailAddress($0)) != nil }
        headings =
            isHeadless ? (1...first.cells.count).map { "column \($0)" } : first.cells.map(\.trimmingBlanks)
        if isHeadless { waiting = first }
    }

    /// The next row, nil at the end; rows without anything in them are passed over.
    package mutating func next() throws(ServiceError) -> ListRecord? {
        var found = waiting
        waiting = nil
        if found == nil { found = try nextRecord() }
        guard var record = found else { return nil }
        guard record.fault == nil, record.cells.count != headings.count else { return record }
        let (count, wanted) = (record.cells.count, headings.count)
        if count > wanted, record.cells.dropFirst(wanted).allSatisfy(\.isEmpty) {
            record.cells.removeLast(count - wanted)
        } else {
            record.fault =
                "\(NumberText.counted(count, "cell")) under \(NumberText.counted(wanted, "heading"))"
        }
        return record
    }

    private mutating func nextRecord() throws(ServiceError) -> ListRecord? {
        while true {
            if start == buffer.count, try !fill() { return nil }
            let from = start
            let outcome = buffer.withUnsafeBufferPointer { scanner.scan($0, from: from) }
            switch outcome {
            case .needsMore:
                if buffer.count - start > Self.longestRow { return try tooLong() }
                // What is left without an end is scanned as the last.
                if try !fill() { scanner = RecordScanner(dialect, isEnd: true) }
            case .wrong(let fault, let next):
                defer { pass(to: next, lines: 1) }
                return ListRecord(line: line, cells: [text(from..<next)], fault: fault)
            case .record(let next, let lines):
                let record = record(next)
                pass(to: next, lines: lines)
                if let record { return record }
            }
        }
    }

    private mutating func pass(to next: Int, lines: Int) {
        start = next
        line += lines
    }

    /// Nil for a row without anything in it.
    private func record(_ next: Int) -> ListRecord? {
        if scanner.cells.count == 1, let only = scanner.cells.first, only.range.isEmpty { return nil }
        if scanner.hasNUL {
            return ListRecord(line: line, cells: [text(start..<next)], fault: "it holds a NUL byte")
        }
        if next - start > Self.longestRow {
            return ListRecord(line: line, cells: [text(start..<next)], fault: Self.length)
        }
        var cells: [String] = []
        cells.reserveCapacity(scanner.cells.count)
        for cell in scanner.cells {
            guard let text = String(validating: buffer[cell.range], as: UTF8.self) else {
                return ListRecord(
                    line: line, cells: [self.text(start..<next)],
                    fault: "it is no \(encoding == .utf8 ? "UTF-8" : encoding.rawValue)")
            }
            cells.append(cell.hasDoubled ? undoubled(text) : text)
        }
        if cells.allSatisfy(\.isEmpty) { return nil }
        return ListRecord(line: line, cells: cells)
    }

    private func undoubled(_ text: String) -> String {
        let quote = String(Character(Unicode.Scalar(dialect.quote)))
        return text.replacing(quote + quote, with: quote)
    }

    /// What a refused row begins with, for the file of the refused.
    private func text(_ range: Range<Int>) -> String {
        String(decoding: buffer[range].prefix(1000), as: UTF8.self).trimmingBlanks
    }

    private static let length = "it is longer than \(NumberText.grouped(longestRow)) bytes"

    /// Passes over what is left of the line.
    private mutating func tooLong() throws(ServiceError) -> ListRecord {
        let record = ListRecord(
            line: line, cells: [text(start..<min(buffer.count, start + 1000))],
            fault: Self.length + ", or a quote is never closed")
        while true {
            let (from, isEnd) = (start, isEnd)
            let next = buffer.withUnsafeBufferPointer { $0.afterLine(from: from, isEnd: isEnd) }
            if let next {
                pass(to: next, lines: 1)
                return record
            }
            // The last byte may be a CR whose LF is still to come.
            start = buffer.count - 1
            _ = try fill()
        }
    }

    /// Reads on behind what is left of the buffer.
    ///
    /// - Returns: false where there is nothing more.
    private mutating func fill() throws(ServiceError) -> Bool {
        guard !isEnd else { return false }
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        let piece = try read()
        bytesRead += piece.count
        if piece.isEmpty {
            isEnd = true
            scanner = RecordScanner(dialect, isEnd: true)
        }
        buffer += decoder.decode(piece, isLast: isEnd)
        return !piece.isEmpty || start < buffer.count
    }
}
