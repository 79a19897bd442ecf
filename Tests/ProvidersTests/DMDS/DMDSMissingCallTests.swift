import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

/// A DMDS that lacks what came with a later version, or what nobody but a guess says is there.
@Suite struct DMDSMissingCallTests {
    static let statuses = [404, 405, 501]

    private func stage(without path: String, _ status: Int) async throws -> DMDSStage {
        let stage = try await DMDSStage()
        for method in ["GET", "POST", "DELETE"] {
            stage.server.answer(method, "/v1/\(path)", .html("no such page", status: status))
        }
        return stage
    }

    @Test(arguments: statuses)
    func `a contact is shown without a whitelist, and says that there is none`(status: Int) async throws {
        let stage = try await stage(without: "whitelist/kim%40example.com", status)
        let row = try #require(try await stage.board.find(.contact, "kim@example.com"))
        #expect(row["first_name"].plainText == "Kim")
        #expect(row["whitelisted"].plainText == "the platform has no whitelist")
        let error = await serviceError { try await stage.board.act("whitelist", .contact, "kim@example.com") }
        #expect(error?.code == .unsupported)
        #expect(
            error?.message == "kim@example.com cannot be whitelisted: the platform has no whitelist.")
        #expect(stage.server.requests(to: "POST", "/v1/whitelist/kim%40example.com").isEmpty)
    }

    @Test(arguments: statuses)
    func `the other marks, an edit and a trace need no whitelist`(status: Int) async throws {
        let stage = try await stage(without: "whitelist/kim%40example.com", status)
        let done = try await stage.board.act("invalidate", .contact, "kim@example.com")
        #expect(done.message == "kim@example.com invalidated")
        let row = try await stage.board.find(.contact, "kim@example.com")
        _ = try await stage.board.edit(row, ["first_name": "Ana"])
        let trace = try #require(try await stage.connection.trace?("kim@example.com"))
        #expect(trace.verdicts.first?.notes.contains("the platform has no whitelist") == true)
        #expect(trace.verdicts.first?.stop?.rule == "invalid", "it was invalidated above")
    }

    @Test func `a whitelist that fails otherwise is no missing one`() async throws {
        let stage = try await stage(without: "whitelist/kim%40example.com", 500)
        let error = await serviceError { _ = try await stage.board.find(.contact, "kim@example.com") }
        #expect(error?.code == .unavailable)
    }

    @Test(arguments: statuses)
    func `a campaign is shown without its key`(status: Int) async throws {
        let stage = try await stage(without: "campania_apikey/", status)
        let listed = try #require(
            try await stage.board.list(.campaign).first { $0["type"].plainText == "api" })
        let row = try #require(try await stage.board.find(.campaign, listed["numid"].plainText))
        #expect(row.name == listed.name && row["key"].isEmpty)
    }

    @Test(arguments: statuses)
    func `events are listed without a call that counts them`(status: Int) async throws {
        let complete = try await DMDSStage()
        defer { withExtendedLifetime(complete) {} }
        let whole = try await complete.board.list(.event)
        let stage = try await stage(without: "envio/cantidad_eventos/", status)
        #expect(try await stage.board.list(.event).map(\.name) == whole.map(\.name))
        #expect(!whole.isEmpty)
    }

    @Test(arguments: statuses)
    func `a group is made where none can be listed`(status: Int) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/grupos/", .html("no such page", status: status))
        let outcome = try await stage.board.create(.group, ["name": "clientes"])
        #expect(outcome.message == "group clientes created")
    }
}
