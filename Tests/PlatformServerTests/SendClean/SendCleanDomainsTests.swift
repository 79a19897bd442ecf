import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §5 and §6
@Suite struct SendCleanDomainsTests {
    private typealias Answer = SendCleanDesk.Answer

    @Test func `a tracking domain is added, listed, checked and deleted`() async throws {
        let desk = try await SendCleanDesk()
        let domain = #""domain": "Track.Shop.EXAMPLE""#
        #expect(
            await desk.call("settings/addTrackingDomain", domain)
                == .success(#"{"message":"Tracking Domain Added","status":"success"}"#))
        #expect(
            await desk.call("settings/listTrackingDomain")
                == .success(
                    #"{"status":"success","tracking_domain_list":[{"cname":{"valid":"No"},"create_date":1436782800250000,"domain":"track.shop.example"}]}"#
                ))
        #expect(
            await desk.call("settings/checkTrackingDomain", domain)
                == .success(
                    #"{"cname":{"valid":"No"},"domain":"track.shop.example","status":"success","valid_tracking":"No"}"#
                ))
        #expect(
            await desk.call("settings/deleteTrackingDomain", domain)
                == .success(#"{"message":"Tracking Domain Deleted","status":"success"}"#))
        #expect(
            await desk.call("settings/listTrackingDomain")
                == .success(#"{"status":"success","tracking_domain_list":[]}"#))
    }

    @Test func `a sending domain is added, listed, checked, verified and deleted`() async throws {
        let desk = try await SendCleanDesk()
        let domain = #""domain": "Shop.EXAMPLE""#
        #expect(
            await desk.call("settings/addSendingDomain", domain)
                == .success(#"{"message":"Sending Domain Added","status":"success"}"#))
        #expect(
            await desk.call("settings/listSendingDomain")
                == .success(
                    #"{"sending_domain_list":[{"create_date":1436782800250000,"dkim":{"valid":"No"},"domain":"shop.example","spf":{"valid":"No"},"verify_domain":{"valid":"No"}}],"status":"success"}"#
                ))
        #expect(
            await desk.call("settings/checkSendingDomain", domain)
                == .success(
                    #"{"dkim":{"valid":"No"},"domain":"shop.example","spf":{"valid":"No"},"status":"success","valid_signing":"No"}"#
                ))
        #expect(
            await desk.call("settings/verifySendingDomain", domain + #", "mailbox": "postmaster""#)
                == .success(
                    #"{"message":"Verification instruction has been sent to postmaster@shop.example","status":"success"}"#
                ))
        #expect(
            await desk.call("settings/deleteSendingDomain", domain)
                == .success(#"{"message":"Sending Domain Deleted","status":"success"}"#))
        #expect(
            await desk.call("settings/listSendingDomain")
                == .success(#"{"sending_domain_list":[],"status":"success"}"#))
    }

    /// §5: "`valid_tracking` equals `cname.valid`"
    @Test func `a tracking domain whose CNAME leads here is valid`() async throws {
        let names = LoopbackNameServer { name in
            name == "track.shop.example" ? .cname("track.sendboard.example") : .noSuchName
        }
        let desk = try await SendCleanDesk(dnsServer: names.address)
        await desk.call("settings/addTrackingDomain", #""domain": "track.shop.example""#)
        #expect(
            await desk.call("settings/checkTrackingDomain", #""domain": "track.shop.example""#)
                == .success(
                    #"{"cname":{"valid":"Yes"},"domain":"track.shop.example","status":"success","valid_tracking":"Yes"}"#
                ))
        #expect(
            await desk.call("settings/listTrackingDomain").text.contains(#""cname":{"valid":"Yes"}"#))
    }

    /// §6: "`valid_signing` `Yes`/`No` (Yes when both are)"
    @Test(arguments: [false, true])
    func `a sending domain is valid for signing once both records are right`(isSPFRight: Bool) async throws {
        let key = PublishedText()
        let names = LoopbackNameServer { name in
            if name == "shop.example", isSPFRight {
                return .texts([["v=spf1 include:spf.sendboard.example ~all"]])
            }
            return name.hasSuffix("._domainkey.shop.example") ? .texts([key.chunks]) : .noSuchName
        }
        let desk = try await SendCleanDesk(dnsServer: names.address)
        await desk.call("settings/addSendingDomain", #""domain": "shop.example""#)
        let tenants = Tenants(desk.desk.platform, face: "test")
        let tenant = try #require(try await tenants.find(apiKey: desk.account.apiKey))
        key.publish(try #require(try await tenant.sendingDomains.find("shop.example")).dkimValue)
        let spf = isSPFRight ? "Yes" : "No"
        #expect(
            await desk.call("settings/checkSendingDomain", #""domain": "shop.example""#)
                == .success(
                    #"{"dkim":{"valid":"Yes"},"domain":"shop.example","spf":{"valid":"\#(spf)"},"status":"success","valid_signing":"\#(spf)"}"#
                ))
    }

    /// The TypeScript client sends none.
    @Test func `a verification needs a mailbox that can be one`() async throws {
        let desk = try await SendCleanDesk()
        await desk.call("settings/addSendingDomain", #""domain": "shop.example""#)
        #expect(
            await desk.call("settings/verifySendingDomain", #""domain": "shop.example""#)
                == .invalid("mailbox is required"))
        let answer = await desk.call(
            "settings/verifySendingDomain", #""domain": "shop.example", "mailbox": "a@b""#)
        #expect(answer.status == 400 && (answer.json["message"] as? String)?.hasPrefix("mailbox: ") == true)
    }

    @Test(
        arguments: ["Tracking", "Sending"],
        [
            "localhost", "-a.example", "a-.example", "a_b.example", "a b.example", "192.0.2.1", "a..example",
            ".", "http://a.example",
        ])
    func `what is no domain is refused`(kind: String, name: String) async throws {
        let desk = try await SendCleanDesk()
        let answer = await desk.call("settings/add\(kind)Domain", #""domain": "\#(name)""#)
        #expect(answer == .invalid("domain: “\(name)” is no domain."))
        #expect(await desk.call("settings/add\(kind)Domain") == .invalid("domain is required"))
    }

    @Test(arguments: ["Tracking", "Sending"])
    func `the same domain is not added twice, but by two accounts`(kind: String) async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        for asker in [desk, other] {
            #expect(
                await asker.call("settings/add\(kind)Domain", #""domain": "a.shop.example""#).status == 200)
        }
        let again = await desk.call("settings/add\(kind)Domain", #""domain": "A.Shop.Example""#)
        #expect(again.status == 400 && again.json["name"] as? String == "ValidationError")
        #expect((again.json["message"] as? String)?.hasPrefix("domain: ") == true)
    }

    @Test(arguments: [
        "checkTrackingDomain", "deleteTrackingDomain", "checkSendingDomain", "deleteSendingDomain",
        "verifySendingDomain",
    ])
    func `an unknown domain and another account's are refused alike`(call: String) async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        await other.call("settings/addTrackingDomain", #""domain": "rival.example""#)
        await other.call("settings/addSendingDomain", #""domain": "rival.example""#)
        for domain in ["nobody.example", "rival.example"] {
            #expect(
                await desk.call("settings/\(call)", #""mailbox": "postmaster", "domain": "\#(domain)""#)
                    == .invalid("domain “\(domain)” is unknown"))
        }
        #expect(await other.call("settings/listTrackingDomain").list("tracking_domain_list").count == 1)
        #expect(await other.call("settings/listSendingDomain").list("sending_domain_list").count == 1)
    }
}

/// A record's text that is published in the middle of a test.
private final class PublishedText: Sendable {
    private let text = Mutex("")

    /// A record holds no longer piece than 255 bytes.
    var chunks: [String] {
        let text = Array(text.withLock { $0 })
        return stride(from: 0, to: text.count, by: 255).map { String(text[$0..<min($0 + 255, text.count)]) }
    }

    func publish(_ text: String) { self.text.withLock { $0 = text } }
}
