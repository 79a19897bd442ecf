import ServiceCore
import Testing

@testable import sendboard

/// What a command that edits several rows tells, and how it fails.
@Suite struct EditResultTests {
    private static let words = Contact.words
    private static let lost = ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look first.")
    private static let limited = ServiceError(.rateLimited, "Dyn asks for fewer calls (429).")

    /// One of three done, and told as a series tells it.
    private func outcome(_ error: ServiceError) -> EditOutcome {
        let failures = [
            EditShortfall.Failure(EditPart(nil, "b@x.test"), error),
            EditShortfall.Failure(EditPart(nil, "c@x.test"), error, wasTried: false),
        ]
        return EditOutcome(
            "1 of 3 done, then: \(error.message)", findings: ["Of what was done."] + failures.map(\.sentence),
            isAsWished: false,
            shortfall: EditShortfall(of: 3, failures, done: "message to u@x.test handed to Dyn"))
    }

    @Test func `what was done is the result, and the rest is the error`() throws {
        let result = EditResult(outcome(Self.lost), without: [], of: 3, Self.words)
        #expect(result.message == "message to u@x.test handed to Dyn")
        #expect(result.findings == ["Of what was done."])
        let error = try #require(result.leftOut)
        #expect(error.code.exitCode == 1 && error.hint == "Look first.")
        #expect(
            error.message == """
                2 of 3 contacts were not done as far as is known, and the others were done:
                b@x.test: The answer was lost.
                c@x.test: not tried.
                """)
    }

    @Test func `the worst decides the exit code, whenever it was found`() throws {
        let missing = ServiceError(.notFound, "There is no contact “ghost”.")
        let limited = EditResult(outcome(Self.limited), without: [missing], of: 4, Self.words)
        #expect(limited.leftOut?.code == .rateLimited)
        #expect(limited.leftOut?.message.hasPrefix("3 of 4 contacts could not be done") == true)
        let lost = EditResult(outcome(Self.lost), without: [missing], of: 4, Self.words)
        #expect(lost.leftOut?.code == .outcomeUnknown)
    }

    @Test func `what was done whole fails in nothing`() {
        #expect(EditResult(EditOutcome("3 rows changed"), without: [], of: 3, Self.words).leftOut == nil)
    }
}
