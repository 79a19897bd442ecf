import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanMessageEventsTests {
    private func info(_ items: String) -> ScriptedAnswer {
        .json(#"{"status": "success", "message_data": [\#(items)]}"#)
    }

    private static let batch = Filter([FilterTerm(.field("batch", .contains, .text("m-1")))])

    @Test func `a message is opened by its id, newest event first`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try #require(try await sendClean.board.find(.event, "m-1"))
        let event = try #require(row.resource as? DeliveryEvent)
        #expect(event.kind == .open && event.person == "kim@example.test" && event.batch == "m-1")
        #expect(event.ip == "198.51.100.4" && event.agent == "Mail/1")
        #expect(abs(event.time.timeIntervalSince1970 - 1_436_782_900.123) < 0.001)
        #expect(event.subject == "Hello" && event.sender == "shop@shop.example")
        #expect(event.messageBytes == 1204 && event.attachmentBytes == 0)
        #expect(event.account == "ana@shop.example")
        #expect(
            try sendClean.server.requests(to: "POST", "/v1.0/messages/getMessageInfo")[0].json()
                == #"{"owner_id":"7007","skip_page":0,"token":"t0k3n","x_unique_id":"m-1"}"#)
    }

    @Test func `an opened event can be read again by its own id`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try #require(try await sendClean.board.find(.event, "m-1"))
        #expect(try await sendClean.board.find(.event, row.id.native)?.id == row.id)
    }

    @Test(arguments: [
        ("send", EventKind.accepted), ("delivered", .delivered), ("soft_bounce", .bounceSoft),
        ("hard_bounce", .bounceHard), ("spam", .complaint), ("open", .open), ("click", .click),
        ("Parked", .unknown),
    ])
    func `each status is an event of its kind`(word: String, kind: EventKind) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "messages/getMessageInfo",
            info(#"{"email": "kim@example.test", "status": "\#(word)", "time": "1436782800123"}"#), info(""))
        let row = try #require(try await sendClean.board.find(.event, "m-1"))
        #expect((row.resource as? DeliveryEvent)?.kind == kind)
        #expect(row["kind"].plainText == (kind == .unknown ? "Parked" : kind.rawValue))
    }

    @Test func `opens and clicks are events of their own beside the delivery`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "messages/getMessageInfo",
            info(
                #"{"email": "kim@example.test", "status": "delivered", "time": 1436782800000, "sendFrom": "192.0.2.7", "openData": {"ip": ["198.51.100.4", "198.51.100.5"], "ua": ["Mail/1"], "time": [1436782900000]}, "clickData": {"ip": ["198.51.100.4"], "ua": [], "time": []}}"#
            ), info(""))
        let rows = try await sendClean.board.rows(.event, Self.batch)
        let events = rows.compactMap { $0.resource as? DeliveryEvent }
        #expect(events.count == 4 && Set(rows.map(\.id)).count == 4)
        #expect(events.count { $0.kind == .open } == 2 && events.count { $0.kind == .click } == 1)
        #expect(events.first { $0.kind == .delivered }?.ip == "192.0.2.7")
        #expect(events.first?.time == Date(timeIntervalSince1970: 1_436_782_900))
    }

    @Test func `an unknown id is no row, and without an id nothing is asked`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("messages/getMessageInfo", info(""))
        #expect(try await sendClean.board.find(.event, "nobody") == nil)
        let asked = sendClean.calls.count
        #expect(try await sendClean.board.rows(.event).isEmpty)
        #expect(sendClean.calls.count == asked)
    }

    /// `Providers/SendClean/WIRE.md` §8: `skip_page` counts rows; the size of a page is not certain.
    @Test(arguments: [100, 40])
    func `pages are followed until one is empty`(size: Int) async throws {
        let sendClean = try await SendCleanServer()
        let total = 250
        sendClean.server.answer("POST", "/v1.0/messages/getMessageInfo") { request in
            let text = (try? request.json()) ?? ""
            let after = text.split(separator: #""skip_page":"#).last ?? ""
            let skip = Int(after.prefix(while: \.isNumber)) ?? 0
            let items = (skip..<max(skip, min(skip + size, total))).map {
                #"{"email": "p\#($0)@example.test", "status": "send", "time": 1436782800000}"#
            }
            return .json(#"{"status": "success", "message_data": [\#(items.joined(separator: ","))]}"#)
        }
        #expect(try await sendClean.board.rows(.event, Self.batch).count == total)
    }

    @Test func `a full page that comes again is an error, a short one the end`() async throws {
        let sendClean = try await SendCleanServer()
        let item = #"{"email": "kim@example.test", "status": "send", "time": 1436782800000}"#
        sendClean.answer("messages/getMessageInfo", info(item))
        #expect(try await sendClean.board.rows(.event, Self.batch).count == 1)
        sendClean.answer(
            "messages/getMessageInfo", info(Array(repeating: item, count: 100).joined(separator: ",")))
        let error = try await sendClean.board.failure { try await sendClean.board.rows(.event, Self.batch) }
        #expect(error.code == .malformedAnswer)
        #expect(error.message.contains("message_data is the same page again"))
    }

    @Test func `endless pages end at the cap`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.server.answer("POST", "/v1.0/messages/getMessageInfo") { request in
            let items = (0..<1000).map {
                #"{"email": "p\#($0)@example.test", "status": "send", "time": 1436782800000, "subject": "\#(request.bodyText.hashValue)"}"#
            }
            return .json(#"{"status": "success", "message_data": [\#(items.joined(separator: ","))]}"#)
        }
        #expect(try await sendClean.board.rows(.event, Self.batch).count == 5000)
        #expect(sendClean.server.requests(to: "POST", "/v1.0/messages/getMessageInfo").count == 5)
    }
}
