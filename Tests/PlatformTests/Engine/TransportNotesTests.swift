import Foundation
import ServiceCore
import Testing

@testable import Platform

/// What is worth writing down of a transport, and when.
@Suite struct TransportNotesTests {
    private let start = Date(timeIntervalSince1970: 1_772_366_400)

    private func figures(
        after seconds: TimeInterval, _ change: (inout TransportFigures) -> Void = { _ in }
    ) -> [TransportFigures] {
        var figures = TransportFigures(
            "smtp://relay.example:587", measured: start.addingTimeInterval(seconds))
        change(&figures)
        return [figures]
    }

    private func isDue(_ figures: [TransportFigures], isIdle: Bool = false) -> Bool {
        var notes = TransportNotes()
        notes.keep(self.figures(after: 0))
        return notes.due(figures, at: figures[0].measured, isIdle: isIdle) != nil
    }

    @Test func `what is told first is written, and nothing where there is nothing to tell`() {
        #expect(TransportNotes().due(figures(after: 0), at: start, isIdle: false) != nil)
        #expect(TransportNotes().due([], at: start, isIdle: true) == nil)
    }

    @Test func `under load it is written every few seconds, and where nothing changed not at all`() {
        #expect(!isDue(figures(after: 1) { $0.openSessions = 3 }))
        #expect(isDue(figures(after: 6) { $0.openSessions = 3 }))
        #expect(isDue(figures(after: -60) { $0.openSessions = 3 }), "a clock that went back holds nothing up")
        #expect(!isDue(figures(after: 60)))
    }

    @Test func `a fault, its end and the end of all work are written at once`() {
        #expect(isDue(figures(after: 1) { $0.state = .resting(until: nil, why: "no") }))
        #expect(isDue(figures(after: 1) { $0.latency = 0.01 }, isIdle: true))
    }
}
