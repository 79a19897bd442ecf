import Foundation
import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropLoginTests {
    @Test func `e-mail and password are a form, the token a bearer header`() async throws {
        let desk = try await SMSDropDesk()
        #expect(try await desk.connection.check?() == "logged in as a@b.example")
        let login = try #require(desk.server.requests.first)
        #expect(login.method == "POST" && login.target == "/api/auth/login")
        #expect(login.bodyText == "username=a%40b.example&password=pa%20ss%26w%3Drd")
        #expect(login.header("content-type") == "application/x-www-form-urlencoded")
        #expect(login.header("authorization") == nil)
        let me = try #require(desk.server.requests.last)
        #expect(me.target == "/api/users/me")
        #expect(me.header("authorization") == "Bearer eyJ...")
    }

    @Test func `nothing is asked before the first call`() async throws {
        let desk = try await SMSDropDesk()
        #expect(desk.server.connectionCount == 0)
    }

    @Test func `calls at the same moment log in once`() async throws {
        let desk = try await SMSDropDesk()
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { _ = try await desk.connection.check?() } }
            try await group.waitForAll()
        }
        #expect(desk.server.requests(to: "POST", "/api/auth/login").count == 1)
        #expect(desk.asked.count == 20)
    }

    @Test func `a refused token is renewed and the call repeated, once`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/auth/login", .json(SMSDropFixture.token),
            .json(#"{"access_token": "second", "token_type": "bearer"}"#))
        desk.server.answer(
            "GET", "/api/users/me", .json(SMSDropFixture.unauthorized, status: 401),
            .json(SMSDropFixture.profile))
        _ = try await desk.connection.check?()
        #expect(desk.asked.count == 2)
        #expect(desk.server.requests.last?.header("authorization") == "Bearer second")
    }

    @Test func `many calls with the same refused token renew it once`() async throws {
        let desk = try await SMSDropDesk()
        _ = try await desk.connection.check?()
        desk.server.answer(
            "POST", "/api/auth/login", .json(#"{"access_token": "second", "token_type": "bearer"}"#))
        desk.server.answer("GET", "/api/users/me") { request in
            request.header("authorization") == "Bearer second"
                ? .json(SMSDropFixture.profile) : .json(SMSDropFixture.unauthorized, status: 401)
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<10 { group.addTask { _ = try await desk.connection.check?() } }
            try await group.waitForAll()
        }
        #expect(desk.server.requests(to: "POST", "/api/auth/login").count == 2)
    }

    @Test func `a second refusal is told, and a write was sent twice at most`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/retry", .json(SMSDropFixture.unauthorized, status: 401))
        let error = try await desk.board.failure { _ = try await desk.control.launch(SMSDropDesk.id, "k1") }
        #expect(error.code == .unauthorized)
        #expect(desk.server.requests(to: "POST", "/api/campaigns/retry").count == 2)
        #expect(desk.server.requests(to: "POST", "/api/auth/login").count == 2)
    }

    @Test func `a wrong password is one sentence, and not tried again for a minute`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/auth/login", .json(SMSDropFixture.badCredentials, status: 400))
        let error = try await desk.board.failure { _ = try await desk.connection.check?() }
        #expect(error.code == .unauthorized)
        #expect(error.message == "smsdrop knows no user with this e-mail and password.")
        #expect(error.hint == "Check both with “sendboard connection check sms”.")
        let again = try await desk.board.failure { _ = try await desk.connection.check?() }
        #expect(again == error)
        #expect(desk.server.requests.count == 1)
        try await Asking.$current.withValue(Asking(isByHand: true)) {
            _ = try await desk.board.failure { _ = try await desk.connection.check?() }
        }
        #expect(desk.server.requests.count == 2, "a person may")
    }

    @Test func `a field that the login lacks is named`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/auth/login",
            .json(#"{"detail": [{"loc": ["body", "username"], "msg": "field required"}]}"#, status: 422))
        let error = try await desk.board.failure { _ = try await desk.connection.check?() }
        #expect(error.code == .invalid)
        #expect(error.field == "email")
    }

    @Test func `who is cancelled leaves at once, and the others get their token`() async throws {
        let desk = try await SMSDropDesk()
        let gate = Gate()
        desk.server.answer("POST", "/api/auth/login", .json(SMSDropFixture.token).after(gate))
        let (impatient, patient) = (
            Task { try await desk.board.failure { _ = try await desk.connection.check?() } },
            Task { try await desk.connection.check?() }
        )
        await desk.server.received(1)
        impatient.cancel()
        #expect(try await impatient.value.code == .cancelled)
        gate.open()
        #expect(try await patient.value == "logged in as a@b.example")
        #expect(desk.server.requests(to: "POST", "/api/auth/login").count == 1)
    }

    @Test func `the last one who leaves ends the login`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/auth/login", .silence)
        let call = Task { try await desk.board.failure { _ = try await desk.connection.check?() } }
        await desk.server.received(1)
        call.cancel()
        #expect(try await call.value.code == .cancelled)
        await desk.server.deserted()
    }
}
