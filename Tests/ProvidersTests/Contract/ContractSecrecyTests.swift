import Providers
import ServiceCore
import TestSupport
import Testing

/// Marked secrets are planted in credentials and answers, and looked for in everything that comes out.
@Suite struct ContractSecrecyTests {
    private func expectNone(_ text: String, _ marks: [String], _ place: String) {
        for mark in marks { #expect(!text.contains(mark), "\(place) shows \(mark)") }
    }

    private static func dumped(_ value: some Any) -> String {
        var text = "\(value) \(String(reflecting: value)) "
        dump(value, to: &text)
        return text
    }

    @Test(arguments: ContractSubject.all)
    func `a platform that repeats our secrets does not get them into errors or logs`(
        subject: ContractSubject
    ) async throws {
        let platform = try #require(PlatformRegistry[subject.kind])
        let secrets =
            platform.credentials.filter(\.isSecret).map { "\(ContractStage.mark)-\($0.name)" }
            + subject.givenSecrets
        #expect(secrets.count > subject.givenSecrets.count)
        let complaint = subject.complaint(secrets.joined(separator: " and "))
        for call in subject.calls {
            let asked = try await ContractStage.asked(subject, by: call.run)
            let stage = try await ContractStage(subject)
            stage.answer(asked, complaint)
            let log = RecordingRequestLog()
            let error = try await ContractStage.error { try await call.run(try stage.connect(log: log)) }
            if let error { expectNone(Self.dumped(error), secrets, call.testDescription) }
            expectNone(Self.dumped(log.lines), secrets, call.testDescription)
            #expect(asked.isEmpty || !log.lines.isEmpty, "\(call.testDescription)")
        }
    }

    @Test(arguments: ContractSubject.all)
    func `a connection does not print its credentials`(subject: ContractSubject) async throws {
        let stage = try await ContractStage(subject)
        let connection = try stage.connect()
        _ = try? await connection.check?()
        expectNone(Self.dumped(connection), [ContractStage.mark], subject.kind)
    }

    @Test(arguments: ContractSubject.all)
    func `keys and passwords in rows are masked wherever rows are written`(
        subject: ContractSubject
    ) async throws {
        let kinds = ContractStage.listed(try await ContractStage(subject).connect())
        for kind in kinds {
            let replay = try await ContractReplay(subject) { _ = try await ContractStage.rows(kind, of: $0) }
            for answer in replay.answers where !answer.isLogin {
                let planted = ContractMutation.planting(
                    ContractStage.mark, in: subject.secretMembers, answer.body)
                replay.spoil(answer, try #require(planted))
                let rows = try await ContractStage.rows(kind, of: try replay.stage.connect())
                for row in rows {
                    let place = "\(subject.kind) \(kind.rawValue)"
                    expectNone(RowJSON.object(row), [ContractStage.mark], place)
                    expectNone(Self.dumped(row), [ContractStage.mark], place)
                    expectNone(row.values.map(\.plainText).joined(), [ContractStage.mark], place)
                    let search = Filter([FilterTerm(.anywhere(ContractStage.mark))])
                    #expect(!search.matches(row), "\(place): a search finds the secret")
                }
            }
        }
    }

    /// Where a list's answer holds none, the members above are misspelt.
    @Test(arguments: ContractSubject.all.filter { !$0.secretMembers.isEmpty })
    func `each secret member stands in some answer of the table`(subject: ContractSubject) async throws {
        var names: Set<String> = []
        for call in subject.calls {
            let replay = try await ContractReplay(subject, call.run)
            for answer in replay.answers {
                let text = String(decoding: answer.body, as: UTF8.self)
                names.formUnion(subject.secretMembers.filter { text.contains("\"\($0)\"") })
            }
        }
        #expect(names == subject.secretMembers)
    }
}
