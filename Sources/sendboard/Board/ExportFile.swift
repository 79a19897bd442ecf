import FoundationEssentials
import Glibc
import ServiceCore
import ViewModels

/// A file that rows are written to, page by page; what is there already is never overwritten.
struct ExportFile {
    let path: String

    /// - Returns: how many rows were written.
    /// - Throws: `.invalid` for a name without `.csv` or `.json`, `.conflict` where the file exists, `.storage`.
    func write(_ export: RowExport) async throws(ServiceError) -> Int {
        guard path.hasSuffix(".csv") || path.hasSuffix(".json") else {
            throw ServiceError(.invalid, "“\(path)” names no format.", hint: "End it in .csv or .json.")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw openError() }
        defer { close(descriptor) }
        let output = Output(descriptor: descriptor)
        let count =
            path.hasSuffix(".csv")
            ? try await writeCSV(export, to: output) : try await writeJSON(export, to: output)
        try output.flush()
        return count
    }

    private func openError() -> ServiceError {
        if errno == EEXIST {
            return ServiceError(.conflict, "“\(path)” exists already.", hint: "Name another file.")
        }
        return ServiceError(.storage, "“\(path)” cannot be made: \(String(cString: strerror(errno))).")
    }

    private func writeCSV(_ export: RowExport, to output: Output) async throws(ServiceError) -> Int {
        let fields = export.schema.fields.map(\.id)
        try output.write(RowCSV.header(fields))
        return try await eachRow(export) { row, _ throws(ServiceError) in
            try output.write(RowCSV.line(row, fields: fields))
        }
    }

    private func writeJSON(_ export: RowExport, to output: Output) async throws(ServiceError) -> Int {
        try output.write("[")
        let count = try await eachRow(export) { row, index throws(ServiceError) in
            try output.write((index == 0 ? "\n" : ",\n") + RowJSON.object(row))
        }
        try output.write("\n]\n")
        return count
    }

    private func eachRow(
        _ export: RowExport, _ body: (Row, Int) throws(ServiceError) -> Void
    ) async throws(ServiceError) -> Int {
        var request = ListRequest(filter: export.filter, sort: export.sort, limit: 2000)
        var count = 0
        while true {
            let page = try await export.listing.page(request)
            for row in page.items {
                try body(row, count)
                count += 1
            }
            guard page.hasMore, let last = page.items.last else { return count }
            request.position = .after(last.id)
        }
    }
}
