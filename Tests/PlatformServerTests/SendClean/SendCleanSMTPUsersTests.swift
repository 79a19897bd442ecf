import Foundation
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §4
@Suite struct SendCleanSMTPUsersTests {
    private typealias Answer = SendCleanDesk.Answer
    private static let updated = Answer.success(#"{"message":"SMTP User Updated","status":"success"}"#)

    @Test func `a new user is given its name and password, and is enabled`() async throws {
        let desk = try await SendCleanDesk()
        let added = await desk.call("settings/addSmtp", #""total_limit": 500, "hourly_limit": 200"#)
        let name = try #require(added.json["smtp_user_name"] as? String)
        let password = try #require(added.json["smtp_password"] as? String)
        #expect(name.wholeMatch(of: /smtp[0-9]+/) != nil && password.count >= 12)
        #expect(
            added
                == .success(
                    #"{"message":"SMTP User Created","smtp_password":"\#(password)","smtp_user_name":"\#(name)","status":"success"}"#
                ))
        #expect(
            await desk.call("settings/listSmtp")
                == .success(
                    #"{"smtp_list":[{"hourly_limit":200,"password":"\#(password)","smtp_password":"\#(password)","smtp_user_name":"\#(name)","status":"Enable","total_limit":500}],"status":"success"}"#
                ))
    }

    @Test func `users have names of their own and are listed oldest first`() async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        let names = [try await desk.user(), try await desk.user()]
        let foreign = try await other.user()
        #expect(Set(names + [foreign]).count == 3)
        let listed = await desk.call("settings/listSmtp").list("smtp_list")
        #expect(listed.compactMap { $0["smtp_user_name"] as? String } == names)
    }

    @Test func `limits may come as digits in a text`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call("settings/addSmtp", #""total_limit": "500", "hourly_limit": "20""#).status == 200)
        let listed = await desk.call("settings/listSmtp").list("smtp_list")
        #expect(listed.first?["total_limit"] as? Int == 500 && listed.first?["hourly_limit"] as? Int == 20)
    }

    @Test(arguments: [
        "0", "-5", "1.5", "\"0\"", "\"-5\"", "\"+5\"", "\"5 0\"", "\"five\"", "99999999999999999999",
    ])
    func `a limit is a positive number`(limit: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        for (call, members) in [
            ("settings/addSmtp", #""hourly_limit": 200"#),
            ("settings/editSmtp", #""smtp_user_name": "\#(user)""#),
        ] {
            #expect(
                await desk.call(call, #""total_limit": \#(limit), \#(members)"#)
                    == .invalid("total_limit must be a positive number"))
        }
        #expect(await desk.call("settings/listSmtp").list("smtp_list").count == 1)
    }

    @Test(arguments: ["true", "[500]", #"{"a": 1}"#])
    func `a limit that is no number at all is refused by its name`(limit: String) async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call("settings/addSmtp", #""total_limit": 1, "hourly_limit": \#(limit)"#)
                == .invalid("hourly_limit must be a text"))
    }

    @Test func `both limits are needed to make a user`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call("settings/addSmtp", #""hourly_limit": 200"#)
                == .invalid("total_limit is required"))
        #expect(
            await desk.call("settings/addSmtp", #""total_limit": 200, "hourly_limit": """#)
                == .invalid("hourly_limit is required"))
    }

    @Test func `an edit changes what it names and succeeds where it changes nothing`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let steps: [(String, String)] = [
            (#""hourly_limit": "7""#, "Enable 500 7"), (#""status": "Disable""#, "Disable 500 7"),
            (#""status": "Disable""#, "Disable 500 7"), ("\"total_limit\": null", "Disable 500 7"),
            (#""status": "Enable", "total_limit": 9"#, "Enable 9 7"),
        ]
        for (members, wanted) in steps {
            #expect(
                await desk.call("settings/editSmtp", #""smtp_user_name": "\#(user)", \#(members)"#)
                    == Self.updated)
            let item = await desk.call("settings/listSmtp").list("smtp_list")[0]
            #expect(
                "\(item["status"] ?? "") \(item["total_limit"] ?? "") \(item["hourly_limit"] ?? "")" == wanted
            )
        }
    }

    @Test func `a status is one of the two words`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        for word in [#""Maybe""#, "1", #""enable""#] {
            #expect(
                await desk.call("settings/editSmtp", #""smtp_user_name": "\#(user)", "status": \#(word)"#)
                    == .invalid("status must be Enable or Disable"))
        }
    }

    @Test func `a reset gives a new password`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let old = await desk.call("settings/listSmtp").list("smtp_list")[0]["password"] as? String
        let reset = await desk.call("settings/resetSmtpPassword", #""smtp_user_name": "\#(user)""#)
        let new = try #require(reset.json["smtp_password"] as? String)
        #expect(
            reset
                == .success(
                    #"{"message":"password reseted","smtp_password":"\#(new)","smtp_user_name":"\#(user)","status":"success"}"#
                ))
        #expect(new != old)
        #expect(await desk.call("settings/listSmtp").list("smtp_list")[0]["password"] as? String == new)
    }

    @Test(arguments: ["settings/editSmtp", "settings/resetSmtpPassword"])
    func `an unknown user and another account's are refused alike`(call: String) async throws {
        let desk = try await SendCleanDesk()
        let foreign = try await desk.neighbour().user()
        #expect(await desk.call(call) == .invalid("smtp_user_name is required"))
        for name in ["smtp1", foreign] {
            #expect(
                await desk.call(call, #""smtp_user_name": "\#(name)""#)
                    == .invalid("smtp_user_name “\(name)” is unknown"))
        }
    }

    /// The Python client's `addSmtpUser` posts there.
    @Test func `a list that comes with limits is a list`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call("settings/listSmtp", #""total_limit": 500, "hourly_limit": 200"#)
                == .success(#"{"smtp_list":[],"status":"success"}"#))
    }
}
