import Providers
import ServiceCore
import TestSupport
import Testing

/// Answers that are right but for one thing: shown as far as known, or refused in one clear sentence.
@Suite struct ContractAnswerTests {
    private func listed(_ subject: ContractSubject) async throws -> [ResourceKind] {
        ContractStage.listed(try await ContractStage(subject).connect())
    }

    private func replay(_ subject: ContractSubject, _ kind: ResourceKind) async throws -> ContractReplay {
        try await ContractReplay(subject) { _ = try await ContractStage.rows(kind, of: $0) }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ContractSubject.all)
    func `one spoilt value costs no more than a clear sentence`(subject: ContractSubject) async throws {
        for kind in try await listed(subject) {
            let replay = try await replay(subject, kind)
            for answer in replay.answers where !answer.isLogin {
                for mutation in ContractMutation.all(of: answer.body) {
                    replay.spoil(answer, mutation.body)
                    let error = try await ContractStage.error {
                        _ = try await ContractStage.rows(kind, of: try replay.stage.connect())
                    }
                    guard let error else { continue }
                    expectClear(error, "\(answer.route) \(mutation.name)")
                }
            }
        }
    }

    @Test(arguments: ContractSubject.all)
    func `numbers as texts are the same numbers`(subject: ContractSubject) async throws {
        for kind in try await listed(subject) {
            let replay = try await replay(subject, kind)
            let before = try await ContractStage.rows(kind, of: try replay.stage.connect())
            for answer in replay.answers where !answer.isLogin {
                replay.spoil(answer, try #require(ContractMutation.numbersAsTexts(answer.body)))
                let after = try await ContractStage.rows(kind, of: try replay.stage.connect())
                #expect(after == before, "\(answer.route)")
            }
        }
    }

    @Test(arguments: ContractSubject.all)
    func `members that nobody knows are passed over`(subject: ContractSubject) async throws {
        for kind in try await listed(subject) {
            let replay = try await replay(subject, kind)
            let before = try await ContractStage.rows(kind, of: try replay.stage.connect())
            for answer in replay.answers where !answer.isLogin {
                replay.spoil(answer, try #require(ContractMutation.withMoreMembers(answer.body)))
                let after = try await ContractStage.rows(kind, of: try replay.stage.connect())
                // Where names are data, the unknown one is a row more.
                #expect(Set(after.map(\.id)).isSuperset(of: before.map(\.id)), "\(answer.route)")
            }
        }
    }
}
