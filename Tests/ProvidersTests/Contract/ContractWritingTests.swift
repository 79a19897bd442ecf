import Providers
import ServiceCore
import TestSupport
import Testing

/// No write goes out twice, and none at all where a connection is read-only.
@Suite struct ContractWritingTests {
    private static let faults = [
        ScriptedAnswer.status(429), .status(500), .html("<h1>Bad</h1>", status: 502), .status(503), .dropped,
        .reset, .truncated("{}", after: 1), .json("nonsense"), .status(204), .json("null"),
        .status(301, headers: ["Location": "/elsewhere"]),
    ]

    /// The calls that write, with what they ask of a healthy platform.
    private func writing(
        _ subject: ContractSubject
    ) async throws -> [(call: PlatformCall, writes: [RecordedRequest])] {
        var writing: [(PlatformCall, [RecordedRequest])] = []
        for call in subject.calls {
            let writes = try await ContractStage.asked(subject, by: call.run).filter(subject.isWrite)
            if !writes.isEmpty { writing.append((call, writes)) }
        }
        return writing
    }

    @Test(arguments: ContractSubject.all)
    func `no write is sent twice, whatever is answered to it`(subject: ContractSubject) async throws {
        let calls = try await writing(subject)
        #expect(!calls.isEmpty)
        for (call, writes) in calls {
            for fault in Self.faults {
                let stage = try await ContractStage(subject)
                stage.answer(writes, fault)
                let error = try await ContractStage.error { try await call.run(try stage.connect()) }
                let sent = stage.writes.map { "\($0.method) \($0.target) \($0.bodyText)" }
                #expect(Set(sent).count == sent.count, "\(call.testDescription)")
                if let error { expectClear(error, call.testDescription) }
            }
        }
    }

    private static let losses = [
        ScriptedAnswer.dropped, .status(500), .status(502), .status(503), .status(504),
    ]

    @Test(arguments: ContractSubject.all, losses)
    func `a write whose answer is lost is unknown, or was looked for and found`(
        subject: ContractSubject, loss: ScriptedAnswer
    ) async throws {
        for (call, writes) in try await writing(subject) {
            let stage = try await ContractStage(subject)
            stage.answer(writes, loss)
            let error = try await ContractStage.error { try await call.run(try stage.connect()) }
            if let error {
                #expect(error.code == .outcomeUnknown, "\(call.testDescription): \(error.message)")
            } else {
                let after = stage.asked.drop { !subject.isWrite($0) }.dropFirst()
                #expect(!after.isEmpty, "\(call.testDescription): nothing was read again")
            }
        }
    }

    @Test(arguments: ContractSubject.all)
    func `a write that is not answered in time is unknown`(subject: ContractSubject) async throws {
        let (call, writes) = try #require(try await writing(subject).first)
        let stage = try await ContractStage(subject)
        stage.answer(writes, .silence)
        let limits = TransportLimits(idle: .milliseconds(500))
        let error = try await ContractStage.error { try await call.run(try stage.connect(limits: limits)) }
        #expect(error?.code == .outcomeUnknown)
        #expect(stage.writes.count == 1)
    }

    @Test(arguments: ContractSubject.all)
    func `a read-only connection writes nothing, whoever asks`(subject: ContractSubject) async throws {
        for call in subject.calls {
            let stage = try await ContractStage(subject)
            // What is absent is told in the table's own way.
            try? await call.run(try stage.connect(isReadOnly: true))
            #expect(stage.writes.isEmpty, "\(call.testDescription)")
        }
    }
}
