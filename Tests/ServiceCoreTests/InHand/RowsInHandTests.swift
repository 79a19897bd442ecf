import FoundationEssentials
import Synchronization
import Testing

@testable import ServiceCore

/// What was written stands over what is read until the platform shows it, or something else.
@Suite struct RowsInHandTests {
    /// A platform's rows in hand, with a clock that a test moves.
    final class Desk: Sendable {
        let inHand: RowsInHand
        private let seconds: Seconds

        init() {
            let seconds = Seconds()
            inHand = RowsInHand { seconds.date }
            self.seconds = seconds
        }

        func pass(_ length: Double) { seconds.pass(length) }

        /// The account as a read shows it, with what was written laid over it.
        func read(_ opens: Bool?, phone: String = "1") -> Account {
            inHand.laid(over: RowsInHandTests.account(opens, phone: phone))
        }

        func marked(_ opens: Bool?, phone: String = "1") -> Set<FieldID> {
            inHand.marked(Row(read(opens, phone: phone))).unseen
        }

        func write(_ opens: Bool?, phone: String = "1") {
            inHand.wrote([Row(RowsInHandTests.account(opens, phone: phone))])
        }
    }

    final class Seconds: Sendable {
        private let passed = Mutex(0.0)
        var date: Date { Date(timeIntervalSince1970: passed.withLock { $0 }) }
        func pass(_ length: Double) { passed.withLock { $0 += length } }
    }

    static let id = ResourceID("dyn", .account, "ana@a.test")

    static func account(_ opens: Bool?, phone: String = "1") -> Account {
        var account = Account.untold(id, username: "ana@a.test")
        account.tracking.opens = opens
        account.phone = phone
        return account
    }

    @Test func `a read that lags shows what was written, marked, until the platform shows it`() {
        let desk = Desk()
        _ = desk.read(false)
        desk.write(true)
        #expect(desk.read(false).tracking.opens == true)
        #expect(desk.marked(false) == ["track_opens"])
        #expect(desk.marked(true) == [])
        #expect(desk.read(false).tracking.opens == false, "shown once, it is the platform’s again")
    }

    @Test func `only the field that was written is kept, the others are as they are read`() {
        let desk = Desk()
        _ = desk.read(false, phone: "1")
        desk.write(true, phone: "1")
        let row = desk.read(false, phone: "2")
        #expect(row.tracking.opens == true && row.phone == "2")
    }

    @Test func `edits there and back stand still while the reads come after`() {
        let desk = Desk()
        _ = desk.read(false)
        desk.write(true)
        desk.write(false)
        for shown in [false, true, true, false] { #expect(desk.read(shown).tracking.opens == false) }
        desk.write(true)
        for shown in [false, true, false, true] { #expect(desk.read(shown).tracking.opens == true) }
    }

    @Test func `two fields are seen each in its time`() {
        let desk = Desk()
        _ = desk.read(false, phone: "1")
        desk.write(true, phone: "1")
        desk.write(true, phone: "2")
        #expect(desk.marked(false, phone: "1") == ["track_opens", "phone"])
        #expect(desk.marked(true, phone: "1") == ["phone"])
        #expect(desk.read(true, phone: "1").phone == "2")
        #expect(desk.marked(true, phone: "2") == [])
    }

    @Test func `what somebody else has written since is shown`() {
        let desk = Desk()
        _ = desk.read(false, phone: "1")
        desk.write(false, phone: "2")
        #expect(desk.read(false, phone: "3").phone == "3")
        #expect(desk.read(false, phone: "1").phone == "1", "nothing is waited for any more")
    }

    @Test func `after any lag the platform is right`() {
        let desk = Desk()
        _ = desk.read(false)
        desk.write(true)
        desk.pass(599)
        #expect(desk.read(false).tracking.opens == true)
        desk.pass(2)
        #expect(desk.read(false).tracking.opens == false)
    }

    @Test func `a field in doubt is unknown until a read shows what was meant`() {
        let desk = Desk()
        _ = desk.read(false)
        var doubts = Doubts()
        doubts.add("track_opens", of: Self.id, meant: .flag(true))
        desk.inHand.doubt(doubts)
        #expect(desk.read(false).tracking.opens == nil)
        #expect(desk.inHand.row(Self.id, as: Account.self)?.tracking.opens == nil)
        #expect(desk.read(true).tracking.opens == true)
        desk.inHand.doubt(Doubts())
        #expect(desk.read(false).tracking.opens == false)
    }

    @Test func `who asks what came of an edit sees what the platform shows`() async throws {
        let desk = Desk()
        var doubts = Doubts()
        doubts.add("track_opens", of: Self.id, meant: .flag(true))
        desk.inHand.doubt(doubts)
        let seen = try await Doubts.leavingOut { () async throws(ServiceError) in desk.read(false) }
        #expect(seen.tracking.opens == false)
    }

    @Test
    func `a platform that never tells the field leaves it as written, marked until it is unknown again`() {
        var state = InHandState()
        let time = Date(timeIntervalSince1970: 0)
        _ = state.lay(over: Self.account(nil), at: time)
        state.write(Self.account(true), at: time)
        #expect(state.lay(over: Self.account(nil), at: time).value.tracking.opens == true)
        #expect(state.written[Self.id]?.unseen == ["track_opens"])
        let late = state.lay(over: Self.account(nil), at: time.addingTimeInterval(601))
        #expect(late.value.tracking.opens == nil && late.news.isEmpty)
    }

    @Test func `what is found out is told, each thing once`() async {
        let desk = Desk()
        var changes = desk.inHand.changes().makeAsyncIterator()
        _ = desk.read(false)
        desk.write(true)
        for shown in [false, false, true] { _ = desk.read(shown) }
        let told = [await changes.next(), await changes.next()]
        #expect(
            told == [
                .told("ana@a.test: written, and not shown by the platform yet (Tracks opens)"),
                .told("ana@a.test: the platform shows what was written (Tracks opens)"),
            ])
        desk.write(true, phone: "2")
        _ = desk.read(true, phone: "3")
        #expect(
            await changes.next()
                == .told("ana@a.test: the platform shows something else than was written (Phone: 3)"))
    }

    @Test func `a platform that shows a write at once is told of in no notice`() {
        var state = InHandState()
        let time = Date(timeIntervalSince1970: 0)
        _ = state.lay(over: Self.account(false), at: time)
        state.write(Self.account(true), at: time)
        #expect(state.lay(over: Self.account(true), at: time).news.isEmpty)
    }
}
