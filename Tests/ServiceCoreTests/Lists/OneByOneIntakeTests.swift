import ServiceCore
import Synchronization
import TestSupport
import Testing

/// Lists that go to a platform row by row: paced, stopped, gone on with.
@Suite struct OneByOneIntakeTests {
    /// A platform that makes contacts, each as it is scripted.
    private final class Desk: Sendable {
        let made = Mutex<[String]>([])
        let waits = Mutex<[Duration]>([])
        let receipt = Mutex<[ReceiptLine]>([])
        private let failures: Mutex<[String: [ServiceError]]>

        init(_ failures: [String: [ServiceError]] = [:]) { self.failures = Mutex(failures) }

        func intake(done: [ReceiptLine] = []) throws -> ListIntake {
            let lines = Dictionary(done.map { ($0.target, $0) }, uniquingKeysWith: { $1 })
            var pace = OneByOneIntake.Pace()
            pace.wait = { wait in self.waits.withLock { $0.append(wait) } }
            let rows = RowOperations(ResourceOperations<Contact>(create: creation))
            let oneByOne = try #require(OneByOneIntake(rows, owner: "dmds", pace: pace))
            return oneByOne.intake(done: lines) { line throws(ServiceError) in
                self.receipt.withLock { $0.append(line) }
            }
        }

        private var creation: Submission<Contact> {
            Submission(
                form: { _ async throws(ServiceError) in
                    FormDescription(
                        title: "New", fields: [FormField("email", "E-mail"), FormField("first_name", "Name")])
                },
                submit: { _, values async throws(ServiceError) in
                    let email = values.text("email") ?? ""
                    let failure = self.failures.withLock { failures -> ServiceError? in
                        failures[email]?.isEmpty == false ? failures[email]?.removeFirst() : nil
                    }
                    if let failure { throw failure }
                    self.made.withLock { $0.append("\(email) \(values.text("first_name") ?? "-")") }
                    return EditOutcome("made")
                })
        }
    }

    private static let list =
        "email,name,First name\na@a.test,x,Ana\nb@b.test,,Bo\nnobody,,\na@a.test,,\nc@c.test,,\n"

    @Test func `each row is sent once, with pace and a receipt`() async throws {
        let desk = Desk(["b@b.test": [ServiceError(.conflict, "There.")]])
        let (report, outcome) = try await desk.intake().take(
            .of(Self.list), ListOrder(), ListWatch())
        #expect(report.sentence == "2 new, 0 changed, 1 the same, 2 refused")
        #expect(report.columns.ignored == ["name"] && outcome.reversal == nil && outcome.finality != nil)
        #expect(desk.made.withLock { $0 } == ["a@a.test Ana", "c@c.test -"])
        #expect(desk.receipt.withLock { $0.map(\.outcome) } == [.made, .there, .made])
        #expect(desk.waits.withLock { $0 } == [.milliseconds(200), .milliseconds(200)])
    }

    @Test func `what the platform will not take for now is waited for as long as it says`() async throws {
        let slow = ServiceError(.rateLimited, "Slow down.", retryAfter: .seconds(9))
        let desk = Desk(["a@a.test": [slow, ServiceError(.rateLimited, "Slow down.")]])
        let (report, _) = try await desk.intake().take(
            .of("email\na@a.test\n"), ListOrder(), ListWatch())
        #expect(report[.new] == 1)
        #expect(desk.waits.withLock { $0 } == [.seconds(9), .seconds(4)])
    }

    @Test func `it stops where all would fail, and goes on behind what is done`() async throws {
        let lost = ServiceError(.outcomeUnknown, "The answer was lost.")
        let gone = ServiceError(.unreachable, "No answer.")
        let desk = Desk(["a@a.test": [lost], "c@c.test": [gone]])
        let failed = await #expect(throws: ServiceError.self) {
            try await desk.intake().take(.of(Self.list), ListOrder(), ListWatch())
        }
        #expect(failed?.hint == "The same command goes on with the rows that are left.")
        let done = desk.receipt.withLock { $0 }
        #expect(done.map(\.outcome) == [.unknown, .made])
        let dry = try await desk.intake(done: done).look(.of(Self.list), ListOrder(), ListWatch())
        #expect(dry.sentence == "1 new, 0 changed, 1 the same, 3 refused")
        let (report, _) = try await desk.intake(done: done).take(
            .of(Self.list), ListOrder(), ListWatch())
        // What is unknown is not sent again.
        #expect(report.sentence == dry.sentence)
        #expect(desk.made.withLock { $0 } == ["b@b.test Bo", "c@c.test -"])
    }
}
