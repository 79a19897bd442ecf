import Foundation
import ServiceCore
import Synchronization
import Testing

@testable import sendboard

@Suite struct LaunchRunTests {
    private let captured = CapturedConsole()
    /// Whose reader has gone, as `head` does.
    private let deaf = CapturedConsole(problem: EPIPE)

    /// Launches a campaign of ten on a platform that goes through these snapshots.
    private func launch(
        _ steps: [CampaignProgress], interrupted: [ServiceError] = [], watching: Bool = true,
        other: String? = nil,
        outcome: LaunchOutcome = .launched(Self.campaign(.running)), refusal: ServiceError? = nil,
        warnings: [DatedText] = [], console: Console? = nil, found: [Campaign.State] = [.draft],
        yes: String? = "Spring sale", isHosted: Bool = false,
        asked: @escaping @Sendable () -> Void = {},
        refused: @escaping @Sendable (ServiceError) -> Void = { _ in },
        onStart: @escaping @Sendable () -> Void = {}
    ) async throws -> Bool {
        let looks = Mutex(found)
        let operations = ResourceOperations<Campaign>(find: { _ async throws(ServiceError) in
            Self.campaign(looks.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] })
        })
        var control = CampaignControl(
            plan: { _ async throws(ServiceError) in
                var plan = LaunchPlan(campaign: Self.campaign(.draft), audience: 10, willSend: 10)
                (plan.refusal, plan.warnings) = (refusal, warnings)
                return plan
            },
            launch: { _, _ async throws(ServiceError) in
                asked()
                return outcome
            },
            watch: { _ in
                AsyncStream { stream in
                    for failure in interrupted { stream.yield(.interrupted(failure)) }
                    for step in steps { stream.yield(.progress(step)) }
                    stream.finish()
                }
            })
        control.refused = { refused($1) }
        let connection = Connection(
            id: "fake", platform: "fake", freshness: isHosted ? .polled(every: .seconds(5)) : .live,
            resources: [RowOperations(operations)], campaigns: control)
        let access = KindAccess(workspace: Workspace(name: "w", connections: [connection]), kind: .campaign)
        let answer = Answer(text: yes, order: ArgumentOrder(["campaign", "launch", "sale", "--watch"]))
        return try await LaunchRun(
            access: access, console: console ?? captured.console, answer: answer,
            zone: WallZone(secondsAhead: 3600)
        )
        .run("sale", watching: watching, engine: LaunchEngine(other: other, start: onStart))
    }

    private static func campaign(_ state: Campaign.State, because reason: DatedText = "") -> Campaign {
        var campaign = Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: "Spring sale")
        campaign.state = state
        campaign.stateReason = reason
        return campaign
    }

    private func step(
        _ state: Campaign.State, _ states: [DeliveryState: Int], because reason: DatedText = ""
    ) -> CampaignProgress {
        var progress = CampaignProgress(
            campaign: Self.campaign(state, because: reason), audience: 10, transport: "sandbox",
            measured: .now)
        progress.states = states
        return progress
    }

    @Test func `a watched launch tells each change once and ends well where all were accepted`() async throws
    {
        let half = step(.running, [.pending: 5, .delivered: 4, .deferred: 1])
        let isGood = try await launch([half, half, step(.finished, [.accepted: 2, .delivered: 8])])
        #expect(isGood)
        #expect(
            captured.text == """
                “Spring sale” launched
                running 40 % of 10 · pending 5 · deferred 1 · delivered 4
                finished 100 % of 10 · accepted 2 · delivered 8

                """)
    }

    @Test(arguments: [true, false])
    func `what holds a launch up is told once, and the launch is followed on`(isWatching: Bool) async throws {
        let full = ServiceError(.storage, "The disk is full.", hint: "Make room.")
        let isGood = try await launch(
            [step(.finished, [.delivered: 10])], interrupted: [full, full], watching: isWatching)
        #expect(isGood)
        #expect(captured.complaints == "sendboard: The disk is full.\nhint: Make room.\n")
    }

    @Test(arguments: [nil, "yes", "Spring", "10"])
    func `without the campaign's name nothing is launched, and what would happen is said`(
        yes: String?
    ) async throws {
        let isLaunched = Flag()
        let error = try await #require(throws: ServiceError.self) {
            try await launch([], yes: yes, asked: { isLaunched.set() })
        }
        #expect(error.code == .refused && !isLaunched.isSet)
        #expect(error.message.contains("launching “Spring sale”") || yes == nil)
        #expect(error.message.contains("\nIt is sent to 10 of 10."))
        #expect(error.hint == "sendboard campaign launch sale --watch --yes 'Spring sale'")
    }

    @Test func `what is under way is followed without a word`() async throws {
        let isGood = try await launch([step(.finished, [.delivered: 10])], found: [.running], yes: nil)
        #expect(isGood)
    }

    @Test func `times are told in the person's zone`() async throws {
        let time = Date(timeIntervalSince1970: 1_772_366_400)
        let error = try await #require(throws: ServiceError.self) {
            try await launch(
                [step(.paused, [:], because: "held until \(time)")], warnings: ["It waits until \(time)."])
        }
        #expect(captured.complaints == "warning: It waits until 2026-03-01 13:00:00 +01:00.\n")
        #expect(error.message == "“Spring sale” is paused: held until 2026-03-01 13:00:00 +01:00.")
    }

    @Test func `some not accepted is told by the answer`() async throws {
        #expect(try await launch([step(.finished, [.delivered: 9, .bounced: 1])]) == false)
    }

    @Test func `unwatched it says the end alone, which is enough`() async throws {
        let steps = [step(.running, [.pending: 10]), step(.finished, [.delivered: 9, .notSent: 1])]
        #expect(try await launch(steps, watching: false))
        #expect(captured.text == "“Spring sale” launched\nfinished 100 % of 10 · delivered 9 · not sent 1\n")
    }

    @Test func `with an engine elsewhere it queues and starts none`() async throws {
        let isStarted = Flag()
        let isGood = try await launch(
            [], watching: false, other: "the engine of process 7", onStart: { isStarted.set() })
        #expect(isGood)
        #expect(!isStarted.isSet)
        #expect(captured.text == "“Spring sale” queued for the engine of process 7\n")
    }

    @Test(arguments: [nil, "the engine of process 7"])
    func `what a hosted platform sends is not waited for, and no engine has a part in it`(
        other: String?
    ) async throws {
        let isStarted = Flag()
        for (state, first) in [
            (Campaign.State.draft, "launched"), (.running, "is being sent already by fake"),
        ] {
            let captured = CapturedConsole()
            let isGood = try await launch(
                [], watching: false, other: other, console: captured.console, found: [state],
                isHosted: true, onStart: { isStarted.set() })
            #expect(isGood)
            #expect(
                captured.text == """
                    “Spring sale” \(first)
                    fake sends it; sendboard campaign show 7 --connection fake tells how it goes.

                    """)
        }
        #expect(!isStarted.isSet)
    }

    @Test func `a hosted launch is watched to its end where that is wanted`() async throws {
        let isGood = try await launch([step(.finished, [.delivered: 10])], isHosted: true)
        #expect(isGood)
        #expect(captured.text == "“Spring sale” launched\nfinished 100 % of 10 · delivered 10\n")
    }

    @Test func `who watches is ready to take the engine over`() async throws {
        let isStarted = Flag()
        let isGood = try await launch(
            [step(.finished, [.delivered: 10])], other: "the engine of process 7",
            onStart: { isStarted.set() })
        #expect(isGood)
        #expect(isStarted.isSet)
    }

    @Test func `a reader that goes away stops no launch, and is no failure`() async throws {
        let isStarted = Flag()
        let isGood = try await launch(
            [step(.finished, [.delivered: 10])], console: deaf.console, onStart: { isStarted.set() })
        #expect(isGood)
        #expect(isStarted.isSet)
        let error = try #require(throws: ServiceError.self) { try deaf.console.output.flush() }
        #expect(ErrorReport(console: deaf.console).report(error) == 0)
    }

    @Test func `what goes wrong counts also where the reader has gone`() async throws {
        try? deaf.console.output.line("lost")
        let error = try await #require(throws: ServiceError.self) {
            try await launch([], refusal: ServiceError(.refused, "Nobody."), console: deaf.console)
        }
        #expect(ErrorReport(console: deaf.console).report(error) == 4)
    }

    @Test func `that a launch which was meant was refused is kept, and no mere look at it`() async throws {
        let refusal = ServiceError(.refused, "It is sent already.")
        for (yes, kept) in [("Spring sale", ["It is sent already."]), (nil, [])] {
            let told = Mutex<[String]>([])
            await #expect(throws: refusal) {
                try await launch(
                    [], refusal: refusal, yes: yes,
                    refused: { error in told.withLock { $0.append(error.message) } })
            }
            #expect(told.withLock { $0 } == kept)
        }
    }

    @Test func `a refusal of the plan is the command's`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await launch([], refusal: ServiceError(.refused, "The audience is empty."))
        }
        #expect(error.code == .refused)
        #expect(captured.text.isEmpty)
    }

    @Test(arguments: [Campaign.State.preparing, .running, .finished])
    func `a launch that another process was faster with is the one that was asked for`(
        _ state: Campaign.State
    ) async throws {
        let isGood = try await launch(
            [step(.finished, [.delivered: 10])], watching: false,
            refusal: ServiceError(.conflict, "“Spring sale” is \(state.rawValue) already."),
            found: [.draft, state])
        #expect(isGood)
        #expect(
            captured.text == "“Spring sale” is being sent already\nfinished 100 % of 10 · delivered 10\n")
    }

    @Test func `a launch that another process has scheduled is told as scheduled`() async throws {
        for found in [[Campaign.State.draft, .scheduled], [.scheduled]] {
            let refusal = ServiceError(.conflict, "“Spring sale” is launched already.")
            #expect(try await launch([], refusal: refusal, found: found))
        }
        #expect(captured.text.split(separator: "\n").allSatisfy { $0.contains("is scheduled already") })
    }

    @Test func `what was over before the command is a conflict`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await launch(
                [], refusal: ServiceError(.conflict, "It was launched before."), found: [.finished])
        }
        #expect(error.code.exitCode == 4)
    }

    @Test func `too little credit says how much is missing`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await launch(
                [], outcome: .shortOfCredit(Self.campaign(.waitingCredit), needed: 1200, available: 40))
        }
        #expect(error.code.exitCode == 4)
        #expect(error.message == "“Spring sale” wants 1,200 credits, the account has 40.")
    }

    @Test func `a launch that pauses says why and how to go on`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await launch([step(.paused, [.pending: 10], because: "the hourly limit is reached")])
        }
        #expect(error.code == .refused)
        #expect(error.hint == "sendboard campaign resume 7")
    }

    private final class Flag: Sendable {
        private let state = Mutex(false)
        var isSet: Bool { state.withLock { $0 } }
        func set() { state.withLock { $0 = true } }
    }
}
