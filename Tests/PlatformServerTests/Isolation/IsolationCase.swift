import Platform
import Testing

@testable import PlatformServer

/// One call of a stranger about something of the owner's, and what may come of it.
///
/// Whatever it is, the owner's rows stay as they were.
struct IsolationCase: Sendable {
    enum Expectation: Sendable {
        /// This answer, which is the platform's for what there is not; the owner's own call succeeds.
        case exactly(Int, String)
        /// A success that tells nothing of the owner's; the owner is told something else.
        case nothing
        /// A success, on rows of the stranger's own.
        case own
    }

    let expectation: Expectation
    let request: @Sendable (IsolationGround.Party) -> ServerRequest

    init(
        _ expectation: Expectation, _ request: @escaping @Sendable (IsolationGround.Party) -> ServerRequest
    ) {
        self.expectation = expectation
        self.request = request
    }

    func check(_ dialect: any Dialect, on ground: IsolationGround) async throws {
        let before = try await ground.ownersRows
        let answer = await dialect.answer(request(ground.stranger))
        #expect(try await ground.ownersRows == before)
        // Only now, for it may delete what the stranger must not.
        let owners = await dialect.answer(request(ground.owner))
        let text = String(decoding: answer.body, as: UTF8.self)
        switch expectation {
        case .exactly(let status, let told):
            #expect(answer.status == status && text == told)
            #expect((200...201).contains(owners.status) && owners.body != answer.body)
        case .nothing:
            #expect(answer.status == 200 && !text.lowercased().contains(IsolationGround.mark))
            #expect(owners.status == 200 && owners.body != answer.body)
        case .own:
            #expect((200...201).contains(answer.status), "\(text)")
        }
    }
}
