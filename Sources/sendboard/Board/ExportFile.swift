import FoundationEssentials
import Glibc
import ServiceCore
import ViewModels

/// A file that rows are written to, page by page; what is there already is never overwritten.
///
/// Until the last row it has another name, so that a file of this name is whole.
struct ExportFile {
    let path: String

    /// - Returns: how many rows were written.
    /// - Throws: `.invalid` for a name without `.csv` or `.json`, `.conflict` where the file exists, `.storage`,
    ///   `.cancelled`; nothing is left behind then.
    func write(_ export: RowExport) async throws(ServiceError) -> Int {
        let format = try format
        return try await whole { output async throws(ServiceError) in
            try await write(export, as: format, to: output)
        }
    }

    /// Writes a receipt.
    func write(_ receipt: Receipt) async throws(ServiceError) {
        try checkReceipt()
        try await whole { output async throws(ServiceError) in
            try output.write(receipt.csv)
            try output.flush()
        }
    }

    /// - Throws: where no receipt of this name can be written, as far as can be told before.
    func checkReceipt() throws(ServiceError) {
        guard path.lowercased().hasSuffix(".csv") else {
            throw ServiceError(.invalid, "“\(path)” names no format for a receipt.", hint: "End it in .csv.")
        }
        guard access(path, F_OK) != 0 else { throw taken() }
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        if access(directory, W_OK) != 0 { throw failure(errno) }
    }

    /// Has a file of this name be there once all of it is written.
    private func whole<Value: Sendable>(
        _ write: (Output) async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        guard access(path, F_OK) != 0 else { throw taken() }
        var name = Array("\(path).XXXXXX.part".utf8CString)
        let descriptor = mkstemps(&name, 5)
        guard descriptor >= 0 else { throw failure(errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let part = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            close(descriptor)
            unlink(part)
        }
        let value = try await write(Output(descriptor: descriptor))
        try publish(part)
        return value
    }

    /// As the end of the name says, in letters of either case.
    private var format: OutputFormat {
        get throws(ServiceError) {
            let name = path.lowercased()
            if name.hasSuffix(".csv") { return .csv }
            if name.hasSuffix(".json") { return .json }
            throw ServiceError(.invalid, "“\(path)” names no format.", hint: "End it in .csv or .json.")
        }
    }

    private func write(
        _ export: RowExport, as format: OutputFormat, to output: Output
    ) async throws(ServiceError) -> Int {
        var writer: any RowWriter =
            format == .csv
            ? CSVRowWriter(output: output, fields: RowCSV.fields(of: export.schema))
            : JSONRowWriter(output: output, fields: nil)
        var pages = RowPages(export.listing, filter: export.filter, sort: export.sort, limit: nil)
        while let rows = try await pages.next() { try writer.write(rows) }
        try writer.finish()
        try output.flush()
        return pages.written
    }

    /// A second name never replaces a file; where the file system knows no second names, the only one is changed.
    private func publish(_ part: String) throws(ServiceError) {
        if link(part, path) == 0 { return }
        if errno == EEXIST { throw taken() }
        guard rename(part, path) == 0 else { throw failure(errno) }
    }

    private func taken() -> ServiceError {
        ServiceError(.conflict, "“\(path)” exists already.", hint: "Name another file.")
    }

    private func failure(_ code: Int32) -> ServiceError {
        ServiceError(.storage, "“\(path)” cannot be made: \(String(cString: strerror(code))).")
    }
}
