import Foundation
import Testing

@testable import Platform

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
