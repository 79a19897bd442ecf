import Foundation
import ServiceCore
import Testing

@testable import Platform

/// Every state of every resource can be seen, through the listings that the panes use.
@Suite struct SampleStateTests {
    @Test(arguments: [
        (ResourceKind.account, 6), (.sender, 10), (.sendingDomain, 5), (.smtpUser, 8), (.trackingDomain, 6),
        (.template, 6), (.webhook, 3), (.variable, 8), (.filter, 8), (.campaign, 20), (.batch, 40),
        (.audit, 25),
        (.contact, 6_000), (.group, 12), (.suppression, 100), (.event, 3_000),
    ])
    func `no pane is empty`(kind: ResourceKind, atLeast count: Int) async throws {
        let sample = try await SamplePlatform.shared.value
        #expect(try await sample.rows(kind).count >= count)
    }

    @Test func `senders are ready and pending, seeded and not, and their records in every state`()
        async throws
    {
        let sample = try await SamplePlatform.shared.value
        let states = Set(["unchecked", "right", "wrong", "could not be checked"])
        #expect(try await sample.words(.sender, "state") == ["ready", "pending"])
        #expect(try await sample.words(.sender, "seeding").count == 2)
        #expect(try await sample.words(.sender, "dkim") == states)
        #expect(try await sample.words(.sender, "spf") == states)
        #expect(try await sample.words(.sendingDomain, "dkim") == states)
        #expect(try await sample.words(.sendingDomain, "verified") == ["verified", "not verified"])
        #expect(try await sample.words(.trackingDomain, "cname") == states)
        #expect(try await sample.words(.trackingDomain, "tracking") == ["valid", "not valid"])
    }

    @Test func `SMTP users are enabled, limited, exhausted and disabled`() async throws {
        let sample = try await SamplePlatform.shared.value
        #expect(
            try await sample.words(.smtpUser, "state") == ["enabled", "limited", "exhausted", "disabled"])
        #expect(try await sample.words(.smtpUser, "hourly_limit").contains(""))
    }

    @Test func `contacts are active, invalid, suppressed, inactive and whitelisted`() async throws {
        let sample = try await SamplePlatform.shared.value
        #expect(
            try await sample.words(.contact, "state") == ["active", "invalid", "suppressed", "inactive"])
        #expect(try await sample.words(.contact, "whitelisted").count == 2)
    }

    @Test func `campaigns stand in every state, on both channels and of every type made`() async throws {
        let sample = try await SamplePlatform.shared.value
        let states = Campaign.State.known.map(\.rawValue)
        #expect(try await sample.words(.campaign, "state") == Set(states))
        let types = try await sample.words(.campaign, "type")
        #expect(types == Set(CampaignType.made.map(\.rawValue)))
        #expect(try await sample.campaigns().contains { !$0["defer_until"].isEmpty })
        #expect(try await sample.campaigns().contains { !$0["defer_by"].isEmpty })
    }

    @Test func `recipients of launches are in every part of an audience`() async throws {
        let sample = try await SamplePlatform.shared.value
        var states: Set<String> = []
        for campaign in try await sample.campaigns() {
            let recipients = sample.platform.connection.campaigns?.recipients?(campaign.id)
            let page = try await recipients?.operations.list?.page(ListRequest(limit: 100_000))
            states.formUnion(page?.items.map { $0["state"].plainText } ?? [])
        }
        #expect(states == Set(DeliveryState.allCases.map(\.rawValue)))
    }

    @Test func `suppressions have every reason, lie on both channels and some are lifted`() async throws {
        let sample = try await SamplePlatform.shared.value
        let reasons = try await sample.words(.suppression, "reason")
        // Nobody of the sample was erased.
        #expect(reasons == Set(Suppression.Reason.allCases.filter { $0 != .erased }.map(\.rawValue)))
        #expect(try await sample.words(.suppression, "channel") == ["email", "sms"])
        #expect(try await sample.words(.suppression, "state") == ["suppressed", "lifted"])
    }

    @Test func `activity has every kind that the platform writes`() async throws {
        let sample = try await SamplePlatform.shared.value
        // No scanner looks at what simulated recipients get.
        let kinds = EventKind.allCases.filter { ![.queued, .machineOpen, .machineClick].contains($0) }
        #expect(try await sample.words(.event, "kind") == Set(kinds.map(\.rawValue)))
    }

    @Test func `addresses and numbers are ones kept for documentation`() async throws {
        let sample = try await SamplePlatform.shared.value
        let reserved = ["example.com", "example.net", "example.org", ".example", ".test"]
        for kind in [ResourceKind.contact, .sender, .account] {
            let field = kind == .contact ? "email" : kind == .sender ? "address" : "username"
            for address in try await sample.words(kind, field) where !address.isEmpty {
                #expect(reserved.contains { address.hasSuffix($0) }, "\(address)")
            }
        }
        for phone in try await sample.words(.contact, "phone") where !phone.isEmpty {
            #expect(phone.hasPrefix("+1555"))
        }
    }
}
