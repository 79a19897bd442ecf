import ServiceCore
import TestSupport
import Testing
import ViewModels

/// Somebody who carries a script out at the board as it tells them to: waits where a platform asks for it, looks where
/// nobody knows, and does again only what was not done.
@MainActor
struct BoardPerson {
    let board: BoardOverFive
    /// How all platforms are wished to stand now.
    private(set) var wished: PlatformBooks
    /// What the audit trail is to say, in order.
    private(set) var wishes: [BoardWish] = []
    /// How many entries the audit trail had before this step.
    private var entryCount = 0

    /// - Parameter books: how all platforms stand before.
    init(_ board: BoardOverFive, _ books: PlatformBooks) {
        (self.board, wished) = (board, books)
    }

    struct GaveUp: Error {
        let wish: BoardWish
        let notice: String
        let outcomes: [AuditEntry.Outcome]
    }

    private func gaveUp(on wish: BoardWish) -> GaveUp {
        GaveUp(wish: wish, notice: board.driver.notice, outcomes: outcomes)
    }

    /// What the audit trail says of this step so far.
    private var outcomes: [AuditEntry.Outcome] { Array(board.trail.outcomes.dropFirst(entryCount)) }

    mutating func carryOut(_ step: BoardStep) async throws {
        if step.platform == board.ill { try board.renewIllness() }
        // Now and then a minute, so that what shows late does so in the midst of a script.
        await board.pass(wishes.count.isMultiple(of: 5) ? .seconds(60) : .seconds(3))
        entryCount = board.trail.outcomes.count
        if case .undoInVain = step.deed { return try await undoInVain(step) }
        let wish = try wish(of: step)
        for attempt in 1...8 {
            try await self.attempt(step, wish)
            switch verdict(on: wish) {
            case .done: return note(wish)
            case .unknown: if try await found(wish) { return note(wish) }
            case .notDone: await board.pass(.seconds(130))
            }
            #expect(step.platform == board.ill && attempt < 8, "\(step.name): \(board.driver.notice)")
        }
        throw gaveUp(on: wish)
    }

    /// What was done and told, so that the next step begins from there.
    private mutating func note(_ wish: BoardWish) {
        expectHonest(wish)
        #expect(board.stale.isSubset(of: [board.ill]))
        wish.apply(to: &wished)
        wishes.append(wish)
    }

    private func wish(of step: BoardStep) throws -> BoardWish {
        let only = wished.only(step.kind, of: step.platform)
        let name = step.name.isEmpty ? try #require(only).name : step.name
        return try BoardWish(
            step, PlatformBooks.Name(platform: step.platform, kind: step.kind, name: name), in: wished,
            after: wishes.last)
    }

    // MARK: Doing

    private func attempt(_ step: BoardStep, _ wish: BoardWish) async throws {
        await board.show(step.pane)
        switch step.deed {
        case .make(let values):
            await board.driver.keys("n")
            if board.driver.choice != nil { try await board.pick(step.platform) }
            if board.form != nil { try await board.submit(values) }
        case .edit(let values):
            guard await board.choose(wish.name) else { return }
            await board.driver.keys("e")
            if board.form != nil { try await board.submit(values) }
        case .turn(_, let turn, let keys):
            guard await board.choose(wish.name) else { return }
            for key in keys { await board.driver.keys(key) }
            if board.driver.choice != nil { try await board.pick(turn.action(to: wish.after)) }
            await board.answerQuestion()
        case .undo, .undoInVain:
            _ = await board.choose(wish.name)
            await board.driver.keys("u")
        }
    }

    /// What was sent stays, and nothing older is taken back in its place.
    private func undoInVain(_ step: BoardStep) async throws {
        await board.driver.keys("u")
        let refusals = ["cannot be taken back", "nothing takes it back"]
        #expect(refusals.contains { board.driver.notice.contains($0) }, "\(board.driver.notice)")
        #expect(outcomes.isEmpty)
    }

    // MARK: Looking

    private enum Verdict { case done, unknown, notDone }

    /// What came of a step; the embedded platform tells it with its answer alone.
    private func verdict(on wish: BoardWish) -> Verdict {
        if wish.name.platform == FivePlatforms.embedded {
            return board.driver.snapshot.notice?.level == .success ? .done : .notDone
        }
        if outcomes.contains(.done) { return .done }
        return outcomes.last == .stillUnknown ? .unknown : .notDone
    }

    /// Looks until a lost edit is settled; says whether it was done.
    private func found(_ wish: BoardWish) async throws -> Bool {
        for _ in 0..<15 {
            expectHonest(wish)
            await board.pass(.seconds(60))
            await board.driver.keys("r")
            let verdict = verdict(on: wish)
            if verdict != .unknown { return verdict == .done }
        }
        throw gaveUp(on: wish)
    }

    /// The board does not show what stood there before as if it were sure.
    private func expectHonest(_ wish: BoardWish) {
        let row = board.shown(wish.name)
        if wish.isRemoval { return #expect(row == nil || row?.doubt != nil, "\(wish): it is shown") }
        guard let row, let field = wish.field else { return }
        let text = row[field].plainText
        #expect(text == wish.after || text.isEmpty, "\(wish): the board shows “\(text)”")
    }
}
