import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// What was written and no read shows yet is marked, and a notice says what comes of it.
@MainActor
@Suite struct BoardLagTests {
    private static func account(opens: Bool) -> Account {
        var account = Account(id: ResourceID("fake", .account, "1"), username: "k1@a.test")
        account.tracking.opens = opens
        return account
    }

    /// A board on which opens were just turned on, and the rows that its platform's reads go through.
    private func written() async -> (driver: BoardDriver, inHand: RowsInHand) {
        let store = FakeStore()
        store.put([Self.account(opens: false)])
        let inHand = RowsInHand { Date(timeIntervalSince1970: 0) }
        _ = inHand.laid(over: Self.account(opens: false))
        let driver = BoardDriver(store, connections: [store.connection().noting(in: inHand)])
        await driver.start()
        await driver.keys("1", "t", "o")
        return (driver, inHand)
    }

    private func unseen(_ driver: BoardDriver) -> [String] {
        driver.table?.rows.first?.cells.filter(\.isUnseen).map(\.text) ?? []
    }

    @Test func `a read that lags marks the value that was written, and is told`() async {
        let (driver, inHand) = await written()
        _ = inHand.laid(over: Self.account(opens: false))
        await driver.keys("r")
        #expect(driver.notice.contains("not shown by the platform yet (Tracks opens)"))
        #expect(unseen(driver) == ["[x]"])
        await driver.keys("Enter", "G")
        #expect(driver.detail?.lines.contains { $0.label == "Not yet seen" } == true)
    }

    @Test func `the read that shows it takes the mark away and says so`() async {
        let (driver, inHand) = await written()
        _ = inHand.laid(over: Self.account(opens: false))
        _ = inHand.laid(over: Self.account(opens: true))
        await driver.keys("r")
        #expect(driver.notice == "k1@a.test: the platform shows what was written (Tracks opens)")
        #expect(unseen(driver).isEmpty)
    }

    @Test func `a platform that shows it at once is spoken of no more`() async {
        let (driver, inHand) = await written()
        let before = driver.notice
        _ = inHand.laid(over: Self.account(opens: true))
        await driver.settle()
        #expect(driver.notice == before && unseen(driver).isEmpty)
    }
}
