import Foundation
import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSBatchTests {
    @Test func `a batch's events are its own, with batch and campaign`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.event, "batch:\(DMDSFixtures.eeid)")
        #expect(rows.count == 5)
        #expect(rows.allSatisfy { $0["batch"].plainText == DMDSFixtures.eeid })
        #expect(rows.allSatisfy { $0["campaign"].plainText == "100" })
        #expect(rows.first { $0["kind"].plainText == "not sent" }?["reply"].plainText == "invalid contact")
        #expect(Set(rows.map(\.id)).count == 5)
        #expect(stage.server.requests.map(\.path) == ["/v1/envio/eeid_info/\(DMDSFixtures.eeid)"])
    }

    @Test func `a batch is listed right after it was sent, by other runs too`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "known.json").path
        let stage = try await DMDSStage()
        func board(_ url: String) throws -> HostedDriver {
            let credentials = Credentials(["api-key": Secret(DMDSStage.key)])
            return HostedDriver(
                dmds: try PlatformDescription.dmds.connect(
                    ConnectionSettings(
                        id: "dmds", baseURL: url, credentials: credentials,
                        clock: SteppingClock().transport(), memoryPath: path)))
        }
        let running = try board(stage.server.url)
        #expect(try await running.list(.batch).isEmpty)
        let sent = try await board(stage.server.url).send(["campaign": "100", "to": "a@b.com", "html": "x"])
        let rows = try await board(stage.server.url).list(.batch)
        #expect(rows.map(\.id) == sent.rows.map(\.id) && rows.map { $0["messages"] } == [.integer(4)])
        #expect(try await running.list(.batch).map(\.id) == rows.map(\.id))
        #expect(
            !String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self).contains("a@b.com"))
        #expect(try await board("https://other.example/v1").list(.batch).isEmpty, "another server's")
    }

    @Test func `a message is opened with its archived text`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.event, "\(DMDSFixtures.eeid)/kim@example.com")
        #expect(row?["archived_text"].plainText == "Subject: Hola\r\n\r\n<p>Hola</p>\r\n")
        #expect(
            stage.only("GET", "envio/eeid_eml/")?.bodyText
                == #"{"eeid":"\#(DMDSFixtures.eeid)","email":"kim@example.com"}"#)
    }

    @Test func `an event is found again by its id, with and without a batch`() async throws {
        let stage = try await DMDSStage()
        for filter in ["", "batch:\(DMDSFixtures.eeid)"] {
            for row in try await stage.board.list(.event, filter) {
                #expect(try await stage.board.find(.event, row.id.native)?.id == row.id)
            }
        }
        #expect(try await stage.board.find(.event, "nonsense") == nil)
    }

    @Test func `two events alike in one second are two rows`() async throws {
        let stage = try await DMDSStage()
        let event = #"{"email":"kim@example.com","evento":"click","timestamp":"2026-02-28T08:25:11"}"#
        stage.server.answer(
            "GET", "/v1/envio/ver_eventos/", .json(#"{"status":"ok","eventos":[\#(event),\#(event)]}"#))
        let rows = try await stage.board.list(.event)
        #expect(rows.count == 2)
        #expect(Set(rows.map(\.id)).count == 2)
        for row in rows { #expect(try await stage.board.find(.event, row.id.native)?.id == row.id) }
    }

    @Test func `a word that nobody knows is shown as it came`() async throws {
        let stage = try await DMDSStage()
        let event = #"{"email":"kim@example.com","evento":"reenvio","timestamp":"2026-02-28T08:25:11"}"#
        stage.server.answer("GET", "/v1/envio/ver_eventos/", .json(#"{"status":"ok","eventos":[\#(event)]}"#))
        let row = try await stage.board.list(.event).first
        #expect(row?["kind"].plainText == "reenvio" && row?["reply"].plainText == "")
    }

    @Test func `a batch is looked up with its archive's trace`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.batch, DMDSFixtures.eeid)
        #expect(row?["messages"] == .integer(2))
        #expect(row?["archived"] == .flag(true))
        #expect(row?["trace"] == .list(["2020-10-15T08:25:11Z kim@example.com “Hola” 1,234 bytes"]))
        #expect(row?["created"].plainText == "2020-10-15T08:25:11Z")
        stage.server.answer("GET", "/v1/envio/eeid_info/none", .json(DMDSFixtures.unknown, status: 404))
        #expect(try await stage.board.find(.batch, "none") == nil)
        // What was looked up stays at hand.
        #expect(try await stage.board.list(.batch).map(\.name) == [DMDSFixtures.eeid])
    }

    @Test func `a text that was not kept is told in words`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/envio/eeid_eml/", .json(DMDSFixtures.unknown, status: 404))
        let error = await serviceError {
            try await stage.board.act(
                "archived-text", .batch, DMDSFixtures.eeid, values: ["email": "ana@example.com"])
        }
        #expect(error?.code == .notFound)
        #expect(error?.message.hasPrefix("DMDS keeps no text of a message to ana@example.com") == true)
    }

    @Test func `an archived text is shown line by line`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.act(
            "archived-text", .batch, DMDSFixtures.eeid, values: ["email": "kim@example.com"])
        #expect(outcome.findings == ["Subject: Hola", "", "<p>Hola</p>", ""])
    }
}
