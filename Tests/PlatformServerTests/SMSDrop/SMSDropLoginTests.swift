import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Logging in and tokens (§2).
@Suite struct SMSDropLoginTests {
    private func logIn(_ desk: SMSDropDesk, _ form: String) async -> SMSDropAnswer {
        SMSDropAnswer(
            await desk.dialect.answer(
                ServerRequest("POST", ["api", "auth", "login"], body: Array(form.utf8))))
    }

    @Test func `the right password gives a bearer token and nothing else`() async throws {
        let desk = try await SMSDropDesk()
        let answer = try await SMSDropDesk.logIn(desk.dialect, desk.email)
        #expect(answer.status == 200)
        #expect(answer.keys == ["access_token", "token_type"])
        #expect(answer.object["token_type"] as? String == "bearer")
        #expect(try #require(answer.object["access_token"] as? String).count >= 32)
    }

    @Test func `OAuth's other fields are ignored and the case of the address does not matter`() async throws {
        let desk = try await SMSDropDesk()
        let form =
            "grant_type=password&username=OPS%40shop.example&password=pass%20word%201&scope=&client_id="
        #expect(await logIn(desk, form).status == 200)
    }

    @Test(arguments: ["username=ops%40shop.example&password=wrong", "username=who%40shop.example&password=x"])
    func `a wrong password and an unknown address are the same 400`(form: String) async throws {
        let answer = await logIn(try await SMSDropDesk(), form)
        #expect(answer.status == 400)
        #expect(answer.keys == ["detail"] && answer.detail == "LOGIN_BAD_CREDENTIALS")
    }

    @Test(arguments: [
        ("username=ops%40shop.example", ["body password"]), ("password=x", ["body username"]),
        ("username=&password=", ["body username", "body password"]),
        ("", ["body username", "body password"]),
        (#"{"username": "ops@shop.example", "password": "x"}"#, ["body username", "body password"]),
    ])
    func `a missing field is a 422 that names it`(form: String, places: [String]) async throws {
        let answer = await logIn(try await SMSDropDesk(), form)
        #expect(answer.status == 422)
        #expect(answer.places == places)
    }

    @Test func `a NUL does not end an address, so that an account has one name to guess under`() async throws
    {
        let form = "username=ops%40shop.example%00x&password=pass+word+1"
        #expect(await logIn(try await SMSDropDesk(), form).detail == "LOGIN_BAD_CREDENTIALS")
    }

    @Test func `an endless form or address is refused before anything is done with it`() async throws {
        let desk = try await SMSDropDesk()
        let long = String(repeating: "a", count: 300)
        #expect(await logIn(desk, "username=\(long)&password=x").detail == "LOGIN_BAD_CREDENTIALS")
        #expect(await logIn(desk, String(repeating: "a&", count: 10_000)).status == 413)
    }

    @Test func `several tokens live side by side, each for its hour`() async throws {
        let desk = try await SMSDropDesk()
        desk.time.advance(by: 1800)
        let later = try await SMSDropDesk.logIn(desk.dialect, desk.email).object["access_token"] as? String
        #expect(await desk.get("api/users/me").status == 200)
        #expect(await desk.get("api/users/me", token: later).status == 200)
        desk.time.advance(by: 1799)
        #expect(await desk.get("api/users/me").status == 200)
        desk.time.advance(by: 2)
        #expect(await desk.get("api/users/me").status == 401)
        #expect(await desk.get("api/users/me", token: later).status == 200)
    }

    @Test(arguments: [
        [], [("authorization", "")], [("authorization", "Bearer")], [("authorization", "Bearer nobody")],
        [("authorization", "Basic b3BzOng=")], [("authorization", "Bearer a b")],
    ])
    func `without a token that lives every call is the same 401`(headers: [(String, String)]) async throws {
        let desk = try await SMSDropDesk()
        for (method, path) in [
            ("GET", ["api", "users", "me"]), ("GET", ["subscriptions"]), ("POST", ["api", "campaigns"]),
            ("POST", ["api", "campaigns", "retry"]), ("GET", ["campaigns", "no-uuid"]),
        ] {
            let answer = SMSDropAnswer(
                await desk.dialect.answer(ServerRequest(method, path, headers: headers.map { ($0.0, $0.1) })))
            #expect(answer.status == 401)
            #expect(answer.keys == ["detail"] && answer.detail == "Unauthorized")
            #expect(answer.headers["www-authenticate"] == "Bearer")
        }
    }

    @Test func `a disabled account's token and password work no more`() async throws {
        let desk = try await SMSDropDesk()
        let kind = try #require(desk.desk.platform.connection.resources[.account])
        let row = try #require(try await kind.operations.find?(desk.email))
        _ = try await kind.operations.update?.submit(row, FormValues(["active": "no"]))
        #expect(await desk.get("api/users/me").status == 401)
        #expect(try await SMSDropDesk.logIn(desk.dialect, desk.email).status == 400)
    }
}
