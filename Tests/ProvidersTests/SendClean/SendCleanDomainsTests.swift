import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanDomainsTests {
    @Test func `a tracking domain shows what SendClean knows of its CNAME`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.trackingDomain, "track.shop.example")
        #expect(row["cname"] == .state(DNSState.wrong.word))
        #expect(row["tracking"] == .state(StateWord("not valid", .warning)))
        #expect(row["created"] == .date(Date(timeIntervalSince1970: 1_436_782_800)))
        #expect(row["account"] == .text("ana@shop.example"))
    }

    /// `Providers/SendClean/WIRE.md` §5: the pages' samples have 11 digits, which fit no unit.
    @Test(arguments: [
        ("1436782800", true), ("1436782800000", true), ("1436782800000000", true), ("14367828000", false),
        ("\"soon\"", false), ("null", false),
    ])
    func `a time is read in any unit that makes sense, else left blank`(
        digits: String, isRead: Bool
    ) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "settings/listTrackingDomain",
            .json(
                #"{"status": "success", "tracking_domain_list": [{"domain": "a.example", "create_date": \#(digits)}]}"#
            ))
        let row = try await sendClean.board.row(.trackingDomain, "a.example")
        #expect(row["created"] == (isRead ? .date(Date(timeIntervalSince1970: 1_436_782_800)) : .none))
        #expect(row["cname"] == .state(DNSState.unchecked.word))
    }

    @Test func `a new domain goes in lower case and can be taken back`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.create(.trackingDomain, ["domain": " Track.Shop.Example "])
        #expect(outcome.message == "track.shop.example created")
        #expect(
            try sendClean.body(of: "settings/addTrackingDomain")
                == #"{"domain":"track.shop.example","owner_id":"7007","token":"t0k3n"}"#)
        #expect(try await outcome.reversal?.undo().message == "undone: create track.shop.example")
        #expect(
            try sendClean.body(of: "settings/deleteTrackingDomain")
                == #"{"domain":"track.shop.example","owner_id":"7007","token":"t0k3n"}"#)
    }

    @Test(arguments: [ResourceKind.trackingDomain, .sendingDomain])
    func `a domain with a line break is refused on its line`(kind: ResourceKind) async throws {
        let sendClean = try await SendCleanServer()
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(kind, ["domain": "a.example\r\nb.example"])
        }
        #expect(error.code == .invalid && error.field == "domain")
        #expect(sendClean.calls.isEmpty)
    }

    @Test func `a refusal marks the domain whatever its words`() async throws {
        let sendClean = try await SendCleanServer()
        let words = SendCleanFixtures.validationError.replacing("domain is required", with: "Already there")
        sendClean.answer("settings/addSendingDomain", .json(words))
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(.sendingDomain, ["domain": "shop.example"])
        }
        #expect(error.code == .invalid && error.field == "domain")
    }

    @Test func `a check of a CNAME that is right tells so`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.act("check", .trackingDomain, "track.shop.example")
        #expect(
            try sendClean.body(of: "settings/checkTrackingDomain")
                == #"{"domain":"track.shop.example","owner_id":"7007","token":"t0k3n"}"#)
        #expect(outcome.message == "track.shop.example is right")
        #expect(outcome.isAsWished && outcome.findings.isEmpty, "its line is said once")
        #expect(outcome.rows.first?["cname"] == .state(DNSState.right.word))
        #expect(outcome.rows.first?["tracking"] == .state(StateWord("valid", .good)))
        #expect(outcome.rows.first?["checked"] == .date(SteppingClock.start))
    }

    @Test func `a check of DKIM and SPF names the one that is wrong`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.act("check", .sendingDomain, "shop.example")
        #expect(outcome.message == "SPF of shop.example is wrong")
        #expect(!outcome.isAsWished)
        #expect(outcome.findings == ["DKIM of shop.example: right", "SPF of shop.example: wrong"])
        #expect(outcome.rows.first?["dkim"] == .state(DNSState.right.word))
        #expect(outcome.rows.first?["verified"] == .state(StateWord("not verified", .warning)))
    }

    @Test func `verifying sends the mailbox, which must be given`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.act(
            "verify", .sendingDomain, "shop.example", values: ["mailbox": "postmaster"])
        #expect(outcome.message == "the instructions for shop.example are out to postmaster")
        #expect(
            try sendClean.body(of: "settings/verifySendingDomain")
                == #"{"domain":"shop.example","mailbox":"postmaster","owner_id":"7007","token":"t0k3n"}"#)
        let error = try await sendClean.board.failure {
            try await sendClean.board.act("verify", .sendingDomain, "shop.example")
        }
        #expect(error.field == "mailbox")
    }

    @Test func `deletion asks first and leaves no row`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.sendingDomain, "shop.example")
        let deletion = try #require(sendClean.connection.resources[.sendingDomain]?.operations.delete)
        #expect(deletion.confirmation(row) == .yesNo)
        let outcome = try await sendClean.board.delete(.sendingDomain, "shop.example")
        #expect(outcome.message == "shop.example deleted")
        #expect(outcome.rows.isEmpty && outcome.reversal == nil)
        #expect(
            try sendClean.body(of: "settings/deleteSendingDomain")
                == #"{"domain":"shop.example","owner_id":"7007","token":"t0k3n"}"#)
    }

    @Test func `a domain is found whatever its case`() async throws {
        let sendClean = try await SendCleanServer()
        #expect(
            try await sendClean.board.find(.trackingDomain, "TRACK.shop.example")?.name
                == "track.shop.example")
        #expect(try await sendClean.board.find(.trackingDomain, "other.example") == nil)
    }
}
