import ServiceCore
import Testing

@testable import Platform

/// Lists that name somebody who was erased or is held.
@Suite struct ErasedListTests {
    private func erase(_ address: String, on bench: ListBench) async throws {
        let erase = try #require(PersonKeeping(context: bench.platform.platform.context).operations().erase)
        let person = try PersonAddress(address)
        _ = try await erase(person)
    }

    @Test func `a contact who was erased is refused with the reason, and the others come in`() async throws {
        let bench = try await ListBench()
        try await bench.people.contact("kim@example.test")
        try await erase("kim@example.test", on: bench)
        let list = "email,first_name\nKIM@example.test,Kim\nana@a.test,Ana"
        let report = try await bench.look(list)
        #expect(report.sentence == "1 new, 0 changed, 0 the same, 1 refused")
        #expect(report.examples[.refused]?.first?.contains("stays suppressed") == true)
        #expect(try await bench.take(list).report.sentence == report.sentence)
        #expect(try await bench.count("contact") == 1)
    }

    @Test func `a list of suppressions brings the address of nobody back`() async throws {
        let bench = try await ListBench()
        try await bench.people.contact("kim@example.test")
        try await erase("kim@example.test", on: bench)
        let report = try await bench.take("email\nkim@example.test\nbo@b.test", .suppression).report
        #expect(report.sentence == "1 new, 0 changed, 1 the same, 0 refused")
        #expect(try await bench.count("suppression WHERE address = 'kim@example.test'") == 0)
    }

    @Test func `taking an import back leaves who is held`() async throws {
        let bench = try await ListBench()
        let outcome = try await bench.take("email\nkim@example.test\nbo@b.test").outcome
        let hold = try #require(PersonKeeping(context: bench.platform.platform.context).operations().hold)
        _ = try await hold("kim@example.test", "a lawsuit")
        let taken = try await bench.platform.undo(outcome)
        #expect(!taken.isAsWished)
        #expect(
            taken.findings.first?.hasPrefix("1 row of it stayed: somebody has changed or holds them") == true)
        #expect(try await bench.count("contact") == 1)
    }
}
