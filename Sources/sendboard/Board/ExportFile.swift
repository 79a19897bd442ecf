import FoundationEssentials
import ServiceCore
import ViewModels

/// A file that rows are written to, page by page, or a receipt.
struct ExportFile {
    let path: String

    /// - Returns: how many rows were written.
    /// - Throws: `.invalid` for a name without `.csv` or `.json`, `.conflict` where the file exists, `.storage`,
    ///   `.cancelled`; nothing is left behind then.
    func write(_ export: RowExport) async throws(ServiceError) -> Int {
        let format = try format
        return try await WholeFile(path: path).write { output async throws(ServiceError) in
            try await write(export, as: format, to: output)
        }
    }

    /// Writes a receipt.
    func write(_ receipt: Receipt) async throws(ServiceError) {
        try checkReceipt()
        try await WholeFile(path: path).write { output async throws(ServiceError) in
            try output.write(receipt.csv)
        }
    }

    /// - Throws: where no receipt of this name can be written, as far as can be told before.
    func checkReceipt() throws(ServiceError) {
        guard path.lowercased().hasSuffix(".csv") else {
            throw ServiceError(.invalid, "“\(path)” names no format for a receipt.", hint: "End it in .csv.")
        }
        try WholeFile(path: path).check()
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
        return pages.written
    }
}
