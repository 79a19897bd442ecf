import ServiceCore
import TestSupport
import Testing

/// Users that are enabled and disabled, one or several at once.
extension SendCleanSMTPUsersTests {
    @Test func `disabling says Disable, and undo is refused where the user has changed since`() async throws {
        let clock = SteppingClock()
        let sendClean = try await SendCleanServer(clock: clock.transport())
        let outcome = try await sendClean.board.act("disable", .smtpUser, "smtp70021")
        #expect(outcome.message == "smtp70021 disabled")
        #expect(outcome.rows.first?["state"] == .state(StateWord("disabled", .bad)))
        #expect(
            try sendClean.body(of: "settings/editSmtp")
                == #"{"owner_id":"7007","smtp_user_name":"smtp70021","status":"Disable","token":"t0k3n"}"#)
        // The list still says that it is enabled, after any lag.
        clock.pass(601)
        let error = try await sendClean.board.failure { try await outcome.reversal?.undo() }
        #expect(error.code == .conflict)
        #expect(sendClean.calls.count { $0 == "POST settings/editSmtp" } == 1)
    }

    @Test func `enabling what is enabled sends nothing`() async throws {
        let sendClean = try await SendCleanServer()
        let error = try await sendClean.board.failure {
            try await sendClean.board.act("enable", .smtpUser, "smtp70021")
        }
        #expect(error.code == .refused)
        #expect(error.message == "enable changes nothing on smtp70021: already enabled.")
    }

    @Test func `of several users the refused one is told and the others are done`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "settings/listSmtp",
            users(
                ["a", "b", "c"].map { #"{"smtp_user_name": "\#($0)", "status": "Enable"}"# }.joined(
                    separator: ",")))
        sendClean.server.answer("POST", "/v1.0/settings/editSmtp") { request in
            request.bodyText.contains(#""b""#)
                ? .json(SendCleanFixtures.validationError, status: 400)
                : .json(#"{"status": "success", "message": "SMTP User Updated"}"#)
        }
        let outcome = try await sendClean.board.act("disable", .smtpUser, "a", "b", "c")
        #expect(outcome.rows.map(\.name) == ["a", "c"])
        #expect(!outcome.isAsWished)
        #expect(outcome.message.hasPrefix("2 SMTP users disabled, 1 not (SendClean refuses the values"))
        #expect(outcome.findings.count == 1 && outcome.findings[0].hasPrefix("b: "))
    }

    @Test func `an edit of several stops where the rest would fail too`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "settings/listSmtp",
            users(
                ["a", "b", "c"].map { #"{"smtp_user_name": "\#($0)", "status": "Enable"}"# }.joined(
                    separator: ",")))
        sendClean.answer(
            "settings/editSmtp", .json(#"{"status": "success", "message": "SMTP User Updated"}"#),
            .status(429))
        let outcome = try await sendClean.board.act("disable", .smtpUser, "a", "b", "c")
        #expect(outcome.message.hasSuffix("1 not tried"))
        #expect(sendClean.calls.count { $0 == "POST settings/editSmtp" } == 2)
    }
}
