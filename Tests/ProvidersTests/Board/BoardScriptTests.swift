import Platform
import ServiceCore
import TestSupport
import Testing
import ViewModels

/// A board over five connections of which one is ill: twenty edits and undos end with exactly what was wished on every
/// platform, and the audit trail tells them.
@MainActor
@Suite struct BoardScriptTests {
    @Test(.timeLimit(.minutes(15)))
    func `whichever platform is ill, and however, a script ends as wished`() async throws {
        let (platforms, time) = (try await FivePlatforms(), TestTime())
        var (books, round) = (try await platforms.books(), 0)
        for manner in Manner.ofBoard {
            for ill in FivePlatforms.hosted {
                round += 1
                let day = Day(round: round, ill: ill, manner: manner, time: time)
                do {
                    books = try await carryOut(day, on: platforms, from: books)
                } catch {
                    // What goes wrong on one day hides no other.
                    Issue.record(error, "\(day)")
                    books = try await platforms.books()
                }
            }
        }
    }

    private struct Day: CustomStringConvertible {
        let round: Int
        let ill: String
        let manner: Manner
        /// Goes on from one day to the next.
        let time: TestTime

        var description: String { "\(ill) \(manner)" }
    }

    /// - Returns: how all platforms stand then.
    private func carryOut(
        _ day: Day, on platforms: FivePlatforms, from books: PlatformBooks
    ) async throws -> PlatformBooks {
        let board = try await BoardOverFive(platforms, ill: day.ill, day.manner, day.time)
        defer { board.driver.board.stop() }
        let told = try await platforms.entries().count
        var person = BoardPerson(board, books)
        for step in BoardStep.script(day.round) { try await person.carryOut(step) }
        let end = try await platforms.books()
        #expect(end.differences(from: person.wished) == [], "\(day)")
        try expectTold(person.wishes, by: Array(try await platforms.entries().dropFirst(told)), day)
        try await expectSettled(person.wishes, on: board)
        return end
    }

    /// The trail has an entry for each step, in their order, and a second one for each whose answer was lost.
    private func expectTold(
        _ wishes: [BoardWish], by entries: [AuditEntry], _ day: Day
    ) throws {
        let done = entries.filter { $0.outcome == .done }
        try #require(done.count == wishes.count, "\(day): \(done.map(\.what))")
        for (wish, entry) in zip(wishes, done) {
            let isPartlyTold = day.manner.isPartlyTold && wish.name.platform == day.ill
            #expect(
                wish.faults(of: entry, isPartlyTold: isPartlyTold) == [],
                "\(day): \(entry.what), \(wish)")
        }
        // What a platform asked to send later stands as refused before it is done.
        let others: [AuditEntry.Outcome] = [.stillUnknown, .refused]
        for entry in entries where entry.outcome != .done {
            #expect(
                entry.target.connection.name == day.ill && others.contains(entry.outcome), "\(entry.what)")
        }
    }

    /// In the end every row of the ill platform is sure again and shows what was wished, as far as it is told.
    private func expectSettled(_ wishes: [BoardWish], on board: BoardOverFive) async throws {
        await board.pass(.seconds(900))
        let last = Dictionary(wishes.map { ("\($0.name) \($0.field.map { "\($0)" } ?? "")", $0) }) { $1 }
        for wish in last.values where wish.name.platform == board.ill && wish.field != nil {
            await board.show(wish.pane)
            #expect(await board.choose(wish.name), "\(wish)")
            await board.driver.keys("r")
            let row = try #require(board.shown(wish.name))
            let text = wish.field.map { row[$0].plainText } ?? ""
            #expect(text == wish.after || board.manner.isPartlyTold && text.isEmpty, "\(wish): \(text)")
            #expect(row.doubt == nil && row.unseen.isEmpty, "\(wish): \(row.doubt ?? "") \(row.unseen)")
        }
    }
}
