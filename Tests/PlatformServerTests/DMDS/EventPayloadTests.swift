import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform
@testable import PlatformServer

@Suite struct EventPayloadTests {
    /// `Providers/DMDS/WIRE.md` §9
    @Test(arguments: [
        (EventKind.accepted, "envio"), (.open, "view"), (.click, "click"), (.bounceSoft, "rebote-soft"),
        (.bounceHard, "rebote-hard"), (.refused, "rebote-hard"), (.notSent, "unknown"),
        (.invalidated, "Invalidacion"), (.unsubscribe, "Invalidacion"), (.revalidated, "Revalidacion"),
    ])
    func `our events have DMDS's words`(kind: EventKind, word: String) {
        let event = MailEvent(id: 1, person: "a@shop.example", kind: kind, time: DMDSDesk.now)
        #expect(DMDSEvents.payload(event)["evento"] as? String == word)
        #expect(DMDSEvents.kinds.contains(kind))
    }

    @Test(arguments: [EventKind.queued, .delivered, .deferred, .complaint, .whitelisted, .suppressed])
    func `what DMDS has no word for is not told`(kind: EventKind) {
        #expect(!DMDSEvents.kinds.contains(kind))
    }

    @Test(arguments: [
        ("2020-10-15T08:25:11", 1_602_750_311.0, 1_602_750_311.999),
        ("2020-10-15 08:25:11", 1_602_750_311, 1_602_750_311.999),
        ("2020-10-15", 1_602_720_000, 1_602_806_399.999),
        ("2020-10-15T05:25:11-03:00", 1_602_750_311, 1_602_750_311.999),
    ])
    func `times are read in every form and by the second`(text: String, start: Double, end: Double) throws {
        #expect(try DMDSTime.start(text, of: "desde").storedTime == Int64(start * 1000))
        #expect(try DMDSTime.end(text, of: "hasta").storedTime == Int64((end * 1000).rounded()))
    }

    @Test func `times are written without a zone`() {
        #expect(DMDSTime.text(DMDSDesk.now) == "2020-10-15T08:25:11")
    }
}
