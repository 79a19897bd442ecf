import Foundation
import Glibc
import ServiceCore
import Synchronization

/// The rows of a list that were not taken, as a list of their own with line and reason, to be mended and imported.
///
/// The file is made with the first of them, and has its name once it is whole; what is there already is never overwritten.
final class RefusedRows: RefusedList {
    private let place: Place
    private let headings: [String]
    private let part = Mutex<PartFile?>(nil)

    enum Place {
        /// As a person said.
        case path(String)
        /// `people-refused.csv` for `people.csv`, or the next free name of that kind.
        case beside(list: String)
        case nowhere

        /// The names that the file may have, one after the other.
        fileprivate func name(_ number: Int) -> String? {
            switch self {
            case .path(let path): return number == 1 ? path : nil
            case .beside("-"), .nowhere: return nil
            case .beside(let list):
                guard number < 1000 else { return nil }
                let url = URL(filePath: list)
                let stem = url.deletingPathExtension().lastPathComponent
                let name = "\(stem)-refused\(number == 1 ? "" : "-\(number)").csv"
                guard list.contains("/") else { return name }
                return url.deletingLastPathComponent().appending(path: name).relativePath
            }
        }
    }

    init(_ place: Place, headings: [String]) { (self.place, self.headings) = (place, headings) }

    func add(_ row: RefusedRow) throws(ServiceError) {
        guard let output = try output() else { return }
        try output.write(line([String(row.line), row.reason] + row.cells))
    }

    /// Begun where it is asked for first.
    private func output() throws(ServiceError) -> Output? {
        if let begun = part.withLock({ $0 }) { return begun.output }
        guard let path = place.name(1) else { return nil }
        let begun = try Self.told { () throws(ServiceError) in try PartFile(of: path) }
        part.withLock { $0 = begun }
        try begun.output.write(line(ListColumns.refusedHeadings + headings))
        return begun.output
    }

    /// Gives the file its name.
    ///
    /// - Returns: its path; nil where no row was refused.
    func finish() throws(ServiceError) -> String? {
        guard let part = part.withLock({ $0 }) else { return nil }
        defer { discard() }
        return try Self.told { () throws(ServiceError) in
            var number = 1
            while let name = place.name(number) {
                if try part.publish(as: name) { return name }
                number += 1
            }
            throw PartFile.failure(place.name(1) ?? "", EEXIST)
        }
    }

    /// Leaves nothing behind.
    func discard() { part.withLock { $0 = nil } }

    private func line(_ cells: [String]) -> String { RowCSV.line(cells.map { RowCSV.cell($0) }) }

    private static func told<Value>(
        _ work: () throws(ServiceError) -> Value
    ) throws(ServiceError) -> Value {
        do throws(ServiceError) { return try work() } catch {
            var told = error
            told.hint = told.hint ?? "--refused says where rows that are refused go."
            throw told
        }
    }
}
