import Foundation
import Glibc
import ServiceCore
import Synchronization

/// What became of each row that went to a platform one by one; a second run reads it and goes on behind it.
final class ReceiptFile: Sendable {
    let path: String
    let done: [String: ReceiptLine]
    private let descriptor = Mutex<Int32>(-1)

    private static let headings = ListColumns.receiptHeadings

    /// - Parameter path: of a receipt that is there or is to be made with its first line.
    init(_ path: String) throws(ServiceError) {
        self.path = path
        done = access(path, F_OK) == 0 ? try Self.read(path) : [:]
    }

    deinit { descriptor.withLock { if $0 >= 0 { close($0) } } }

    /// Beside the list, and of one connection.
    static func path(beside list: String, _ connection: ConnectionID) -> String {
        let url = URL(filePath: list == "-" ? "list.csv" : list)
        let name = "\(url.deletingPathExtension().lastPathComponent)-\(connection.name)-receipt.csv"
        return list.contains("/") ? url.deletingLastPathComponent().appending(path: name).relativePath : name
    }

    /// Written at once, so that what was sent is known whatever happens next.
    func add(_ line: ReceiptLine) throws(ServiceError) {
        let cells = [String(line.line), line.target, line.outcome.rawValue, line.reason]
        let text = RowCSV.line(cells.map { RowCSV.cell($0) })
        let failed = descriptor.withLock { descriptor -> Int32 in
            if descriptor < 0 { descriptor = Self.open(path) }
            guard descriptor >= 0 else { return errno }
            return Self.write(text, to: descriptor)
        }
        if failed != 0 {
            throw ServiceError(
                .storage, "“\(path)” cannot be written: \(String(cString: strerror(failed))).",
                hint: "Nothing more is sent, since nobody would know of it.")
        }
    }

    private static func open(_ path: String) -> Int32 {
        let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return descriptor }
        let length = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0
        if length == 0 {
            _ = write(RowCSV.line(headings), to: descriptor)
        } else if pread(descriptor, &last, 1, length - 1) == 1, last != UInt8(ascii: "\n") {
            // A line that was cut off ends here.
            _ = write("\r\n", to: descriptor)
        }
        return descriptor
    }

    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        let bytes = Array(text.utf8)
        return Glibc.write(descriptor, bytes, bytes.count) == bytes.count ? 0 : errno
    }

    private static func read(_ path: String) throws(ServiceError) -> [String: ReceiptLine] {
        var reader = try ListReader(try ListInput.open(path))
        guard reader.headings == headings else {
            throw ServiceError(
                .conflict, "“\(path)” is in the place of the receipt and is none.", hint: "Rename it.")
        }
        let columns = try ListColumns(
            reader, .suppression, wishes: [ListWish(field: "address", heading: "target")])
        var lines: [String: ReceiptLine] = [:]
        while let record = try reader.next() {
            guard record.fault == nil, let number = Int(record.cells[0]),
                let outcome = ReceiptLine.Outcome(rawValue: record.cells[2])
            else { continue }
            lines[columns.text(record.cells[1])] = ReceiptLine(
                number, columns.text(record.cells[1]), outcome, columns.text(record.cells[3]))
        }
        return lines
    }
}
