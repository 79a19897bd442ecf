import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct CampaignTracingTests {
    private func fate(
        _ address: String, _ campaign: Int64, on bench: LaunchBench
    ) async throws -> CampaignFate {
        try await CampaignTracing(context: bench.context).fate(
            bench.context.id(.campaign, campaign), address)
    }

    private func reasons(_ fate: CampaignFate) -> [String] { fate.reasons.map(\.plainText) }

    @Test func `of one who was taken every step is told in its order`() async throws {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let fate = try await fate("Person2@EXAMPLE2.com", campaign, on: bench)
        #expect(fate.standing == .taken && fate.parts.count == 1 && fate.reasons.isEmpty)
        #expect(fate.parts[0].delivery.state == .accepted)
        let steps = fate.parts[0].steps
        #expect(steps.last?.kind == .accepted && steps.map(\.time) == steps.map(\.time).sorted())
    }

    @Test func `of one who was left out the row says why`() async throws {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        try await bench.suppress("person1@example1.com")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let part = try #require(try await fate("person1@example1.com", campaign, on: bench).parts.first)
        #expect(part.delivery.state == .notSent && part.delivery.reply == "suppressed: manual")
        #expect(part.steps.map(\.kind) == [.notSent])
    }

    @Test func `of one who was not taken what is so now is told as such`() async throws {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let stranger = try await fate("nobody@example1.com", campaign, on: bench)
        #expect(stranger.standing == .notTaken && stranger.areReasonsOfNow)
        #expect(reasons(stranger).first?.hasPrefix("no contact of ") == true)

        bench.time.move(to: bench.time.now.addingTimeInterval(3600))
        let (account, now) = (bench.account, bench.time.now.storedTime)
        try await bench.store.write { db in
            try StoreFixture.contact(db, account: account, numid: 9, email: "late@example1.com")
            try db.execute("UPDATE contact SET created_at = \(now) WHERE numid = 9")
        }
        let late = try await fate("late@example1.com", campaign, on: bench)
        #expect(reasons(late)[0].contains(", after the launch "))
        #expect(reasons(late)[1] == "the contact is in its audience (all contacts) now")
    }

    @Test func `of a list it is sure who was not on it`() async throws {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        let spec = AudienceSpec(kind: .list, addresses: ["kim@example1.com"])
        let campaign = try await bench.campaign(spec)
        let before = try await fate("kim@example1.com", campaign, on: bench)
        #expect(before.standing == .notLaunched && reasons(before) == ["it names the address"])
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let absent = try await fate("bo@example1.com", campaign, on: bench)
        #expect(reasons(absent) == ["the address is not among those that it names"])
        #expect(!absent.areReasonsOfNow)
        let number = try await fate("+34600112233", campaign, on: bench)
        #expect(reasons(number) == ["the campaign goes by e-mail, and this is a number"])
    }

    @Test func `a campaign that is gone is said to be`() async throws {
        let bench = try await LaunchBench()
        let error = try await #require(throws: ServiceError.self) {
            try await fate("kim@example1.com", 99, on: bench)
        }
        #expect(error.code == .notFound)
    }
}
