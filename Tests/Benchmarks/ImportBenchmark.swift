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

        _ = try await directory.platform.addAccount(
            email: BenchmarkDirectory.account, company: "Acme", phone: "+15550100",
            password: Secret("benchmark-1"), smsCredits: 0, isAdmin: false)
        let memory = PeakMemory()
        let ((report, outcome), time) = try await timed { try await take(list, into: directory) }
        figures.tell("our import", report.sentence, limit: "all new", isKept: report[.new] == contacts)
        let peak = try memory.mebibytes()
        figures.note("our import", time)
        let ratio = time / equal.time
        figures.tell(
            "our import of \(NumberText.grouped(contacts)) to that of sqlite3", Self.text(ratio),
            limit: "at most 2", isKept: ratio <= 2)
        figures.tell(
            "its peak of memory", "\(Int(peak.rounded())) MiB", limit: "at most 150 MiB", isKept: peak <= 150)
        let (_, back) = try await timed { try await BenchmarkDirectory.require(outcome.reversal).undo() }
        figures.note(
            "to that of sqlite3 with b-trees alone: \(Self.text(time / bare.time)); taken back", back)
        await directory.close()
    }

    private func take(
        _ list: BenchmarkList, into directory: BenchmarkDirectory
    ) async throws -> (ListReport, EditOutcome) {
        let intake = try BenchmarkDirectory.require(directory.operations(.contact).intake)
        return try await intake.take(list.file, ListOrder(), ListWatch())
    }

    private static func text(_ ratio: Double) -> String {
        "\(NumberText.plain((ratio * 100).rounded() / 100)) ×"
    }
}
