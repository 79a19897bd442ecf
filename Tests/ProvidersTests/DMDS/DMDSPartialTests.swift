import Foundation
import Providers
import ServiceCore
import TestSupport
import Testing

/// What DMDS leaves out of a contact or a campaign; `null` is what it knows to be empty.
@Suite struct DMDSPartialTests {
    private static let bare = #"{"status":"ok","contacto":{"email":"kim@example.com"}}"#

    private func stage() async throws -> DMDSStage {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/contacto/kim%40example.com", .json(Self.bare))
        return stage
    }

    @Test func `a bare contact is neither valid nor invalid, and its fields are unknown`() async throws {
        let (stage, sound) = (try await stage(), try await DMDSStage())
        defer { withExtendedLifetime((stage, sound)) {} }
        let row = try #require(try await stage.board.find(.contact, "kim@example.com"))
        for field in ["state", "first_name", "groups", "fields", "age", "hard_bounces"] {
            #expect(row[field] == .none, "\(field)")
        }
        let whole = try await sound.board.find(.contact, "kim@example.com")
        #expect(whole?["last_name"] == .text(""), "null is known to be empty")
    }

    @Test(arguments: ["invalidate", "revalidate"])
    func `an unknown mark can be set either way, and has no undo`(name: String) async throws {
        let stage = try await stage()
        stage.server.answer("GET", "/v1/\(Self.path(name))/kim%40example.com", .json(DMDSFixtures.marked))
        let row = try #require(try await stage.board.find(.contact, "kim@example.com"))
        let action = try #require(try stage.board.operations(.contact).actions.first { $0.name == name })
        #expect(action.availability(row).isAvailable)
        let outcome = try await stage.board.act(name, .contact, "kim@example.com")
        #expect(outcome.reversal == nil && outcome.finality != nil)
    }

    private static func path(_ action: String) -> String {
        action == "invalidate" ? "invalidar" : "revalidar"
    }

    @Test func `an edit of what was not told writes that field alone, and has no undo`() async throws {
        let stage = try await stage()
        let row = try await stage.board.find(.contact, "kim@example.com")
        let outcome = try await stage.board.edit(row, ["first_name": "Kim"])
        #expect(
            stage.only("POST", "contacto/")?.bodyText == #"{"email":"kim@example.com","nombre":"Kim"}"#)
        #expect(outcome.reversal == nil)
    }

    @Test func `a subject that DMDS does not tell is not known, and null is known to be empty`() async throws
    {
        let stage = try await DMDSStage()
        defer { withExtendedLifetime(stage) {} }
        stage.server.answer(
            "GET", "/v1/campania/",
            .json(
                #"{"status":"ok","campanias":[{"numid":7,"nombre":"Dos","asunto":null},{"numid":8,"nombre":"Uno"}]}"#
            ))
        let rows = try await stage.board.list(.campaign)
        #expect(rows.first { $0.name == "Dos" }?["subject"] == .text(""))
        #expect(rows.first { $0.name == "Uno" }?["subject"] == FieldValue.none)
        #expect(rows.allSatisfy { $0["sender"] == .none })
        #expect(try await stage.board.list(.filter).allSatisfy { $0["expression"] == .none })
    }

    @Test func `a listed campaign is in no state, and of the type that DMDS says`() async throws {
        let stage = try await DMDSStage()
        defer { withExtendedLifetime(stage) {} }
        stage.server.answer(
            "GET", "/v1/campania/",
            .json(#"{"status":"ok","campanias":[{"numid":7,"nombre":"Uno","tipo":"boletin"},{"numid":8}]}"#))
        let rows = try await stage.board.list(.campaign)
        #expect(rows.map { $0["state"] } == [.none, .none])
        #expect(Set(rows.map { $0["type"].plainText }) == ["boletin", ""])
        #expect(rows.allSatisfy { $0["audience_size"] == .none && $0["percentage"] == .none })
    }

    @Test(arguments: ["{}", "[]", "null"])
    func `an answer that holds nothing of a contact is none`(_ contact: String) async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(#"{"status":"ok","contacto":\#(contact)}"#))
        let error = await serviceError { _ = try await stage.board.find(.contact, "kim@example.com") }
        #expect(error?.code == .malformedAnswer)
    }

    @Test func `a campaign whose batch nobody has looked at, or that is gone, is in no state`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let stage = try await DMDSStage()
        func board() throws -> HostedDriver {
            HostedDriver(
                dmds: try PlatformDescription.dmds.connect(
                    ConnectionSettings(
                        id: "dmds", baseURL: stage.server.url,
                        credentials: Credentials(["api-key": Secret(DMDSStage.key)]),
                        clock: SteppingClock().transport(), memoryPath: folder.appending(path: "m.json").path)
                ))
        }
        _ = try await board().send(["campaign": "100", "to": "a@b.com", "html": "x"])
        stage.server.answer(
            "GET", "/v1/envio/eeid_info/\(DMDSFixtures.eeid)", .json(DMDSFixtures.unknown, status: 404))
        let later = try board()
        let row = try #require(try await later.list(.campaign).first { $0["numid"].plainText == "100" })
        for field in ["state", "percentage", "audience_size"] { #expect(row[field] == .none, "\(field)") }
        #expect(row["state_reason"].plainText == "batch \(DMDSFixtures.eeid)")
        let recipients = try #require(later.connection.campaigns?.recipients?(row.id).operations.list)
        let error = await serviceError { _ = try await recipients.page(ListRequest()) }
        #expect(error?.code == .notFound)
    }
}
