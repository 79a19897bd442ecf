import Foundation
import Testing

@testable import Platform

/// Case S1.
@Suite struct InFlightJournalTests {
    private let folder: TemporaryDirectory
    private var url: URL { folder.url.appending(path: "inflight.journal") }

    init() throws { folder = try TemporaryDirectory() }

    @Test func `another opening finds what was handed over and answered`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7, 8])
        journal.answer(7, code: 250)
        let phases = try InFlightJournal(url).phases()
        #expect(phases == [7: .answered(250), 8: .handedOver])
    }

    @Test func `a cleared journal says nothing`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7])
        journal.clear()
        #expect(try InFlightJournal(url).phases().isEmpty)
    }

    @Test func `what no commit has settled stays through any number of commits`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7])
        // Many times the room of a segment.
        for id in Int64(8)..<20_000 {
            journal.handOver([id])
            journal.answer(id, code: 250)
            if id.isMultiple(of: 500) { journal.settle(8...id) }
        }
        journal.settle(8..<20_000)
        #expect(try InFlightJournal(url).phases() == [7: .handedOver])
        journal.answer(7, code: 250)
        journal.settle([7])
        #expect(try InFlightJournal(url).phases().isEmpty)
    }

    @Test func `an answer that came during a commit outlives it`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7, 8])
        journal.answer(7, code: 250)
        journal.answer(8, code: 550)
        journal.settle([7])
        #expect(try InFlightJournal(url).phases() == [8: .answered(550)])
    }

    @Test func `a journal of one segment, as earlier programs wrote it, is read`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7])
        try FileHandle(forUpdating: url).truncate(atOffset: 8192 * 16)
        #expect(try InFlightJournal(url).phases() == [7: .handedOver])
    }

    @Test func `a record that was torn in the middle is not believed`() throws {
        let journal = try InFlightJournal(url)
        journal.clear()
        journal.handOver([7])
        let handle = try FileHandle(forUpdating: url)
        try handle.seek(toOffset: 8)
        try handle.write(contentsOf: Data([1, 2, 3]))
        try handle.close()
        #expect(try InFlightJournal(url).phases().isEmpty)
    }

    @Test func `recovery believes the journal, then the transport, and never guesses`() {
        func decide(_ phase: InFlightJournal.Phase?, _ taken: Bool?, _ restarted: Bool) -> RecoveryDecision {
            RecoveryDecision(phase: phase, wasTaken: taken, machineRestarted: restarted)
        }
        #expect(decide(.answered(250), nil, false) == .apply(code: 250))
        #expect(decide(.answered(554), nil, true) == .apply(code: 554))
        #expect(decide(.handedOver, nil, false) == .unknown)
        #expect(decide(.handedOver, true, false) == .apply(code: 250))
        #expect(decide(.handedOver, false, false) == .release)
        #expect(decide(nil, nil, false) == .release)
        #expect(decide(nil, nil, true) == .unknown)
    }
}
