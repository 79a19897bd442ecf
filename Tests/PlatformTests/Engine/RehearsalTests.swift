import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A launch played through in a copy that is thrown away.
@Suite struct RehearsalTests {
    private func rehearse(
        _ bench: LaunchBench, _ campaign: Int64, _ values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        let action = CampaignRehearsal(context: bench.context).rehearse
        return try await action.perform([bench.context.id(.campaign, campaign)], FormValues(values))
    }

    private static let silent: [FieldID: String] = [
        "refused": "0", "later": "0", "lost": "0", "soft": "0", "hard": "0", "complaints": "0",
        "unsubscribes": "0",
    ]

    @Test func `it tells what a launch would come to, and leaves nothing behind but that`() async throws {
        let bench = try await LaunchBench(contacts: 200)
        try await bench.suppress("person1@example1.com")
        let campaign = try await bench.campaign()
        let values = Self.silent.merging(["refused": "100"]) { $1 }
        let outcome = try await rehearse(bench, campaign, values)
        #expect(outcome.isPage)
        #expect(outcome.findings.first == "0 of 200 accepted, 199 bounced, 1 not sent.")
        #expect(outcome.findings.contains("1 suppressed: manual"))
        #expect(outcome.findings.contains("199 550 5.1.1 no such user"))
        #expect(try await bench.state(campaign) == "draft")
        for table in ["delivery", "batch", "event", "sms_ledger", "hook_out"] {
            #expect(try await bench.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
        }
        #expect(try await bench.number("SELECT count(*) FROM contact WHERE hard_count > 0") == 0)
        #expect(try SandboxRecord(in: bench.store.directory).entries().isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.url.path)
        #expect(!left.contains { $0.hasPrefix("rehearsal") })
        let kept = try await bench.text("SELECT rehearsal FROM campaign")
        #expect(kept?.contains("0 of 200 accepted, 199 bounced, 1 not sent") == true)
        #expect(try await bench.number("SELECT count(*) FROM audit WHERE action = 'rehearse'") == 1)
    }

    @Test func `what is under way beside it is no part of it, and goes on`() async throws {
        let bench = try await LaunchBench(contacts: 600, options: .immediate(rates: .silent))
        let other = try await bench.campaign()
        try await bench.launch(other)
        let engine = try await bench.engine()
        try await engine.submit(try await engine.step())
        let campaign = try await bench.campaign(AudienceSpec(kind: .list, addresses: ["a@x.test"]))
        let outcome = try await rehearse(bench, campaign, Self.silent)
        #expect(outcome.findings.first == "1 of 1 accepted.")
        try await bench.run(engine)
        #expect(try await bench.parts(other)[.accepted] == 600)
        try await Reconciler(bench: bench).check(other)
    }

    @Test func `limits take the time that they would take`() async throws {
        let bench = try await LaunchBench(contacts: 25)
        let user = try await bench.addSMTPUser(hourly: 10)
        let campaign = try await bench.campaign(smtpUser: user)
        let outcome = try await rehearse(bench, campaign, Self.silent)
        #expect(outcome.findings.first == "25 of 25 accepted.")
        #expect(outcome.findings.contains { $0.hasPrefix("Limits and quiet hours would make it take ") })
        #expect(try await bench.number("SELECT used_total FROM smtp_user") == 0)
    }

    @Test func `a scheduled one stays scheduled`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign(deferUntil: bench.time.now.addingTimeInterval(3600))
        try await bench.launch(campaign)
        let outcome = try await rehearse(bench, campaign, Self.silent)
        #expect(outcome.findings.first == "5 of 5 accepted.")
        #expect(try await bench.state(campaign) == "scheduled")
    }

    @Test func `what could not be launched is not rehearsed, and says why`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        try await bench.write("UPDATE campaign SET subject = ''")
        let error = await failure { try await rehearse(bench, campaign) }
        #expect(error?.field == "subject")
        let wrong = await failure { try await rehearse(bench, campaign, ["refused": "101"]) }
        #expect(wrong?.field == "refused")
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.url.path)
        #expect(!left.contains { $0.hasPrefix("rehearsal") })
    }

    @Test func `what a process that ended left of a rehearsal goes at the next opening`() async throws {
        let folder = try TemporaryDirectory()
        try PlatformStore.open(folder.url).close()
        let home = DataDirectory(folder.url)
        let own = RehearsalFolder.new(in: home)
        // The same number in another start of the machine.
        let mark = ProcessMark.own.text.replacing(" ", with: "_")
        let ended = own.deletingLastPathComponent().appending(
            path: own.lastPathComponent.replacing(mark, with: "elsewhere_\(getpid())_1"))
        let other = home.url.appending(path: "rehearsal-notes")
        for place in [own, ended, other] {
            try PrivateFile.makeFolder(at: place)
            try FileManager.default.copyItem(at: home.key, to: place.appending(path: "sendboard.key"))
        }
        func names() throws -> Set<String> {
            Set(
                try FileManager.default.contentsOfDirectory(atPath: home.url.path).filter {
                    $0.hasPrefix("r")
                })
        }
        #expect(try names().count == 3)
        try PlatformStore.open(folder.url, readOnly: true).close()
        #expect(try names().count == 3)
        try PlatformStore.open(folder.url).close()
        #expect(try names() == [own.lastPathComponent, other.lastPathComponent])
    }
}
