import Foundation
import Glibc
import ServiceCore
import Synchronization

/// The rows of a list that were not taken, as a list of their own with line and reason, to be mended and imported.
///
/// The file is made with the first of them, and has its name once it is whole; what is there already is never overwritten.
final class RefusedRows: RefusedList {
    private let headings: [String]
    private let state: Mutex<State>

    private struct State {
        var path: String
        var part: String?
        var output: Output?
        var count = 0
    }

    /// - Parameter path: nil writes none.
    init(_ path: String?, headings: [String]) {
        self.headings = headings
        state = Mutex(State(path: path ?? ""))
    }

    /// Where they go unless a person says: beside the list.
    static func path(beside list: String) -> String? {
        guard list != "-" else { return nil }
        let url = URL(filePath: list)
        let stem = url.deletingPathExtension().lastPathComponent
        for number in 1...999 {
            let name = "\(stem)-refused\(number == 1 ? "" : "-\(number)").csv"
            let path =
                list.contains("/") ? url.deletingLastPathComponent().appending(path: name).relativePath : name
            if access(path, F_OK) != 0 { return path }
        }
        return nil
    }

    func add(_ row: RefusedRow) throws(ServiceError) {
        let failure = state.withLock { state -> ServiceError? in
            guard !state.path.isEmpty else { return nil }
            do throws(ServiceError) {
                if state.output == nil { try begin(&state) }
                try state.output?.write(line([String(row.line), row.reason] + row.cells))
                state.count += 1
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Gives the file its name.
    ///
    /// - Returns: its path; nil where no row was refused.
    func finish() throws(ServiceError) -> String? {
        let (path, part, output) = state.withLock { ($0.path, $0.part, $0.output) }
        guard let part, let output else { return nil }
        try output.flush()
        defer { unlink(part) }
        guard link(part, path) == 0 || (errno != EEXIST && rename(part, path) == 0) else {
            throw Self.failure(path, errno)
        }
        return path
    }

    /// Leaves nothing behind.
    func discard() { if let part = state.withLock({ $0.part }) { unlink(part) } }

    private func begin(_ state: inout State) throws(ServiceError) {
        var name = Array("\(state.path).XXXXXX.part".utf8CString)
        let descriptor = mkstemps(&name, 5)
        guard descriptor >= 0 else { throw Self.failure(state.path, errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        state.part = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        state.output = Output(descriptor: descriptor)
        try state.output?.write(line(ListColumns.refusedHeadings + headings))
    }

    private func line(_ cells: [String]) -> String { RowCSV.line(cells.map { RowCSV.cell($0) }) }

    private static func failure(_ path: String, _ code: Int32) -> ServiceError {
        ServiceError(
            .storage, "“\(path)” cannot be made: \(String(cString: strerror(code))).",
            hint: "--refused says where rows that are refused go.")
    }
}
