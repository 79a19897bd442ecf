import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanEnvelopeTests {
    private func listing(_ answer: ScriptedAnswer) async throws -> ServiceError {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listSmtp", answer)
        return try await sendClean.board.failure { try await sendClean.board.rows(.smtpUser) }
    }

    private func adding(_ answer: ScriptedAnswer) async throws -> ServiceError {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/addTrackingDomain", answer)
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(.trackingDomain, ["domain": "a.example"])
        }
        #expect(sendClean.calls.count { $0 == "POST settings/addTrackingDomain" } == 1)
        return error
    }

    @Test(arguments: [200, 400, 500])
    func `an error in the body counts whatever the HTTP status`(status: Int) async throws {
        let error = try await adding(.json(SendCleanFixtures.validationError, status: status))
        #expect(error.code == .invalid)
        #expect(error.message == "SendClean refuses the values: “domain is required”.")
        #expect(error.field == "domain")
        #expect(error.origin?.operation == "tracking-domains.create")
    }

    @Test(arguments: ["name", "type"])
    func `the kind is read from name, else from type`(member: String) async throws {
        let error = try await listing(
            .json(#"{"status": "error", "\#(member)": "AuthenticationError", "message": "Token MissMatch"}"#))
        #expect(error.code == .unauthorized)
    }

    @Test(arguments: [200, 401])
    func `wrong credentials are unauthorized`(status: Int) async throws {
        let error = try await listing(.json(SendCleanFixtures.authenticationError, status: status))
        #expect(error.code == .unauthorized)
        #expect(error.message == "SendClean does not accept the owner id and token: “Token MissMatch”.")
        #expect(error.hint == "Check them with “sendboard connection check mail”.")
    }

    @Test func `Invalid_Key is unauthorized too`() async throws {
        let error = try await listing(
            .json(#"{"status": "error", "name": "Invalid_Key", "message": "no such key"}"#))
        #expect(error.code == .unauthorized)
    }

    @Test func `an unknown path points to the base URL`() async throws {
        let error = try await listing(.json(SendCleanFixtures.pageNotFound, status: 404))
        #expect(error.code == .unsupported)
        #expect(error.hint == "Check base-url in the configuration; it ends with /v1.0.")
    }

    @Test(arguments: [
        (405, ServiceError.Code.unsupported), (429, .rateLimited), (500, .outcomeUnknown),
        (200, .outcomeUnknown),
    ])
    func `a general error means what its HTTP status says`(
        status: Int, code: ServiceError.Code
    ) async throws {
        let json = SendCleanFixtures.pageNotFound.replacing("Page not found", with: "down")
        let error = try await adding(.json(json, status: status, headers: ["Retry-After": "7"]))
        #expect(error.code == code)
        #expect(error.message.contains("“down”"))
        #expect(error.retryAfter == .seconds(7))
    }

    @Test(arguments: [400, 401, 404, 429, 500, 200])
    func `an error without words quotes none`(status: Int) async throws {
        let kind = status == 200 ? #""name": "GeneralError", "message": """# : #""message": " ""#
        let error = try await adding(.json("{\"status\": \"error\", \(kind)}", status: status))
        #expect(!error.message.contains(": “"))
        #expect(error.message.hasSuffix("."))
    }

    @Test(arguments: [
        (ScriptedAnswer.html("<h1>Bad gateway</h1>", status: 502), ServiceError.Code.outcomeUnknown),
        (.status(204), .outcomeUnknown), (.status(301), .malformedAnswer), (.json("[]"), .outcomeUnknown),
        (.json("{\"status\": \"succ"), .outcomeUnknown), (.json(#"{"message": "added"}"#), .outcomeUnknown),
        (.json(#"{"status": "perhaps"}"#), .outcomeUnknown), (.status(200), .outcomeUnknown),
    ])
    func `a write whose answer says nothing sure is unknown, and sent once`(
        answer: ScriptedAnswer, code: ServiceError.Code
    ) async throws {
        #expect(try await adding(answer).code == code)
    }

    @Test(arguments: [
        ScriptedAnswer.json("[]"), .json(#"{"status": "success"}"#), .status(201),
        .json(#"{"status": "success", "smtp_list": {"a": 1}}"#), .html("<h1>Hello</h1>"),
        .json(#"{"status": "success", "smtp_list": [{"status": "Enable"}]}"#),
    ])
    func `a list that cannot be read is told in one sentence with a hint`(
        answer: ScriptedAnswer
    ) async throws {
        let error = try await listing(answer)
        #expect(error.code == .malformedAnswer)
        #expect(error.hint != nil && !error.message.contains("\n"))
    }

    @Test func `a read is asked again where the platform was busy`() async throws {
        let sendClean = try await SendCleanServer()
        let list = SendCleanFixtures.answers["settings/listSmtp"] ?? ""
        sendClean.answer("settings/listSmtp", .status(503), .json(list))
        #expect(try await sendClean.board.rows(.smtpUser).count == 1)
    }

    @Test func `the token and the passwords are in no error and no log`() async throws {
        let log = RecordingRequestLog()
        let sendClean = try await SendCleanServer(log: log)
        let words = SendCleanFixtures.validationError.replacing("domain is required", with: "t0k3n of 7007")
        sendClean.answer("settings/addTrackingDomain", .json(words, status: 400))
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(.trackingDomain, ["domain": "a.example"])
        }
        #expect(!"\(error)".contains("t0k3n"))
        let outcome = try await sendClean.board.act("reset-password", .smtpUser, "smtp70021")
        #expect(!"\(outcome)\(log.lines)".contains("r3s3t") && !"\(log.lines)".contains("t0k3n"))
        #expect(log.lines.count >= 3)
    }
}
