import Providers
import ServiceCore
import TestSupport
import Testing

/// What every list of every platform does with answers that are none.
@Suite struct ContractReadingTests {
    @Test func `every platform of the registry is under the contract`() {
        #expect(ContractSubject.all.map(\.kind).sorted() == PlatformRegistry.all.map(\.kind).sorted())
    }

    /// Fails each list of a platform so, and hands over what it throws.
    private func failures(
        _ subject: ContractSubject, _ answer: ScriptedAnswer
    ) async throws -> [(kind: ResourceKind, error: ServiceError?, asked: Int)] {
        var failures: [(ResourceKind, ServiceError?, Int)] = []
        let kinds = ContractStage.listed(try await ContractStage(subject).connect())
        for kind in kinds {
            let asked = try await ContractStage.asked(subject) {
                _ = try await ContractStage.rows(kind, of: $0)
            }
            // A list that is kept in memory asks nobody.
            guard !asked.isEmpty else { continue }
            let stage = try await ContractStage(subject)
            stage.answer(asked, answer)
            let error = try await ContractStage.error {
                _ = try await ContractStage.rows(kind, of: try stage.connect())
            }
            failures.append((kind, error, stage.asked.count))
        }
        return failures
    }

    @Test(arguments: ContractSubject.all, ContractFault.all)
    func `a fault is one clear sentence of the right code`(
        subject: ContractSubject, fault: ContractFault
    ) async throws {
        for (kind, error, asked) in try await failures(subject, fault.answer) {
            let place = "\(subject.kind) \(kind.rawValue), \(fault.name)"
            guard let error else {
                Issue.record("\(place): nothing was thrown.")
                continue
            }
            #expect(fault.codes.contains(error.code), "\(place): \(error.message)")
            expectClear(error, place)
            #expect(error.origin?.connection == subject.connection.name, "\(place)")
            // Each read is asked at most three times, and smsdrop's once more after a new log-in.
            #expect(asked <= 30, "\(place)")
        }
    }

    @Test(arguments: ContractSubject.all)
    func `a platform's own refusals are read before its status`(subject: ContractSubject) async throws {
        #expect(!subject.refusals.isEmpty)
        for refusal in subject.refusals {
            for (kind, error, _) in try await failures(subject, refusal.answer) {
                let place = "\(subject.kind) \(kind.rawValue), \(refusal.name)"
                guard let error else {
                    Issue.record("\(place): nothing was thrown.")
                    continue
                }
                #expect(error.code == refusal.code, "\(place): \(error.message)")
                expectClear(error, place)
            }
        }
    }

    @Test(arguments: ContractSubject.all)
    func `Retry-After is told where it is not waited for`(subject: ContractSubject) async throws {
        let answer = ScriptedAnswer.status(429, headers: ["Retry-After": "120"])
        for (kind, error, _) in try await failures(subject, answer) {
            #expect(error?.retryAfter == .seconds(120), "\(subject.kind) \(kind.rawValue)")
        }
    }

    @Test(arguments: ContractSubject.all)
    func `silence is ended by the time limit`(subject: ContractSubject) async throws {
        let kinds = ContractStage.listed(try await ContractStage(subject).connect())
        for kind in kinds {
            let asked = try await ContractStage.asked(subject) {
                _ = try await ContractStage.rows(kind, of: $0)
            }
            guard !asked.isEmpty else { continue }
            let stage = try await ContractStage(subject)
            stage.answer(asked, .silence)
            let limits = TransportLimits(idle: .milliseconds(200))
            let error = try await ContractStage.error {
                _ = try await ContractStage.rows(kind, of: try stage.connect(limits: limits))
            }
            #expect(error?.code == .timedOut, "\(subject.kind) \(kind.rawValue)")
        }
    }
}
