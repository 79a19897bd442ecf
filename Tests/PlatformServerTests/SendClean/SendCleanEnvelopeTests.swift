import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §1 to §3
@Suite struct SendCleanEnvelopeTests {
    private typealias Answer = SendCleanDesk.Answer
    private static let mismatch = Answer.error(401, "AuthenticationError", "Token MissMatch")

    @Test func `the pair of owner and token opens the account`() async throws {
        let desk = try await SendCleanDesk()
        #expect(await desk.call("settings/listSmtp") == .success(#"{"smtp_list":[],"status":"success"}"#))
    }

    @Test func `a token without its owner, or either alone, is a mismatch that is told before anything else`()
        async throws
    {
        let desk = try await SendCleanDesk()
        let neighbour = try await desk.neighbour()
        let token = desk.account.apiKey.reveal()
        for pair in [
            #""token": "\#(token)""#, #""owner_id": "\#(desk.account.ownerID)""#,
            #""owner_id": null, "token": null"#,
            #""owner_id": "\#(desk.account.ownerID)", "token": "\#(token)x""#,
            #""owner_id": "\#(neighbour.account.ownerID)", "token": "\#(token)""#,
            #""owner_id": ["\#(desk.account.ownerID)"], "token": "\#(token)""#,
            #""owner_id": 7007, "token": 1436782800123456789012"#,
        ] {
            #expect(await desk.ask("POST", "settings/addTrackingDomain", body: "{\(pair)}") == Self.mismatch)
        }
    }

    @Test(arguments: ["", "[]", "null", "owner_id=1&token=2", "{", #"{"owner_id": }"#, "\u{0}", "\"x\""])
    func `a body that is no JSON object is refused`(body: String) async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.ask("POST", "settings/listSmtp", body: body)
                == .invalid("The request must be one JSON object"))
    }

    @Test func `a document of endless depth or number is refused unread`() async throws {
        let desk = try await SendCleanDesk()
        let deep = #"{"a": "# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}"
        let wide = #"{"a": ["# + String(repeating: "[],", count: 200_001) + "[]]}"
        for body in [deep, wide] {
            #expect(
                await desk.ask("POST", "settings/listSmtp", body: body)
                    == .invalid("The request must be one JSON object"))
        }
    }

    @Test(arguments: ["", "settings", "settings/listsmtp", "settings/listSmtp/x", "accounts/userDetails"])
    func `an unknown path is a page not found, whoever asks`(call: String) async throws {
        let desk = try await SendCleanDesk()
        #expect(await desk.ask("POST", call, body: "{}") == .error(404, "GeneralError", "Page not found"))
    }

    @Test func `each call has its one method`() async throws {
        let desk = try await SendCleanDesk()
        for method in ["GET", "PUT", "DELETE", "HEAD", "OPTIONS"] {
            #expect(
                await desk.ask(method, "settings/listSmtp")
                    == .error(405, "GeneralError", "Method not allowed, use POST"))
        }
        #expect(
            await desk.ask("POST", "messages/sendTemplateHTTPGet", body: "{}")
                == .error(405, "GeneralError", "Method not allowed, use GET"))
    }

    @Test func `what is too long or too slow is told in the same shape`() async throws {
        let dialect = SendCleanDialect(try await ServerDesk().host)
        for (fault, status) in [(RequestFault.tooLarge, 413), (.tooSlow, 408)] {
            let response = dialect.refusal(fault)
            #expect(response.status == status)
            #expect(String(decoding: response.body, as: UTF8.self).contains(#""status":"error""#))
        }
    }

    @Test func `unknown members are ignored and null ones are absent`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call(
                "settings/addTrackingDomain",
                #""domain": null, "SendCleanTES_APP_DOMAIN": "us1-mta1.sendclean.net""#)
                == .invalid("domain is required"))
        #expect(
            await desk.call(
                "settings/addTrackingDomain",
                #""domain": "track.shop.example", "SendCleanTES_APP_DOMAIN": {"any": [1, true]}"#)
                == .success(#"{"message":"Tracking Domain Added","status":"success"}"#))
    }

    @Test func `a fault of the platform's own says nothing of it`() async throws {
        let desk = try await SendCleanDesk()
        await desk.desk.platform.close()
        let answer = await desk.call("settings/listSmtp")
        #expect(
            answer == .error(500, "GeneralError", "An unexpected error occurred, try again later"))
    }

    @Test func `its paths are those under the version`() async throws {
        let dialect = SendCleanDialect(try await ServerDesk().host)
        #expect(dialect.serves(["v1.0", "settings", "listSmtp"]) && dialect.serves(["v1.0"]))
        #expect(!dialect.serves(["v1", "settings"]) && !dialect.serves([]))
    }
}
