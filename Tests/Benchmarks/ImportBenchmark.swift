import Foundation
import Platform
import ServiceCore

/// A list of contacts taken in by our code and, from the same file, by `sqlite3 .import` into a table of equal indices.
struct ImportBenchmark {
    let contacts: Int

    func run(_ figures: inout Figures) async throws {
        let directory = try await BenchmarkDirectory()
        let list = BenchmarkList(path: directory.path + "/people.csv")
        try list.write(contacts)
        let bare = try PlainImport(list: list, isSearched: false).run()
        figures.note("sqlite3 .import, b-trees alone", bare.time)
        let equal = try PlainImport(list: list, isSearched: true).run()
        figures.note("sqlite3 .import, b-trees and text indices", equal.time)
        let indices = try PlainImport.indices(of: directory.path + "/sendboard.sqlite")
        figures.tell(
            "its indices", "\(equal.indices.split(separator: "\n").count)", limit: "those of contacts",
            isKept: indices == equal.indices)
        let ours = try await ours(list, in: directory, &figures)
        let ratio = ours / equal.time
        figures.tell(
            "our import of \(NumberText.grouped(contacts)) to that of sqlite3", Self.text(ratio),
            limit: "at most 2", isKept: ratio <= 2)
        figures.note("to that of sqlite3 with b-trees alone", Self.text(ours / bare.time))
        await directory.close()
    }

    /// How long it takes here; then it is taken back.
    private func ours(
        _ list: BenchmarkList, in directory: BenchmarkDirectory, _ figures: inout Figures
    ) async throws -> Duration {
        try await directory.addAccount()
        let memory = PeakMemory()
        let intake = try BenchmarkDirectory.require(directory.operations(.contact).intake)
        let start = ContinuousClock.now
        let (report, outcome) = try await intake.take(list.file, ListOrder(), ListWatch())
        let time = ContinuousClock.now - start
        let peak = try memory.mebibytes()
        figures.tell("our import", report.sentence, limit: "all new", isKept: report[.new] == contacts)
        figures.note("our import", time)
        figures.tell(
            "its peak of memory", "\(Int(peak.rounded())) MiB", limit: "at most 150 MiB", isKept: peak <= 150)
        let undo = try BenchmarkDirectory.require(outcome.reversal)
        let (_, back) = try await timed { try await undo.undo() }
        figures.note("taken back", back)
        return time
    }

    private static func text(_ ratio: Double) -> String {
        "\(NumberText.plain((ratio * 100).rounded() / 100)) ×"
    }
}
