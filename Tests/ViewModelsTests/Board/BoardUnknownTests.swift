import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// What no platform told is shown as unknown, and a toggle of it asks which value is wished.
@MainActor
@Suite struct BoardUnknownTests {
    private func account(_ number: Int, opens: Bool?) -> Account {
        var account = Account(id: ResourceID("fake", .account, "\(number)"), username: "k\(number)@a.test")
        account.tracking.opens = opens
        return account
    }

    private func board(_ opens: Bool?...) async -> BoardDriver {
        let store = FakeStore()
        store.put(opens.enumerated().map { account($0 + 1, opens: $1) })
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("1")
        return driver
    }

    private func opens(_ driver: BoardDriver, _ number: Int = 1) -> Bool? {
        driver.store.row("\(number)", Account.self)?.tracking.opens
    }

    @Test func `a toggle of an unknown flag asks for the value, and sets that one`() async {
        for (keys, wished) in [(["Enter"], true), (["j", "Enter"], false)] {
            let driver = await board(nil)
            await driver.keys("t", "o")
            #expect(driver.choice?.items.map(\.title) == ["track-opens", "untrack-opens"])
            #expect(driver.store.calls("account.track-opens").isEmpty)
            for key in keys { await driver.answer(key) }
            #expect(opens(driver) == wished)
        }
    }

    @Test func `leaving the question changes nothing`() async {
        let driver = await board(nil)
        await driver.keys("t", "o", "Esc")
        #expect(opens(driver) == nil && driver.choice == nil)
    }

    @Test func `marked rows of which one is unknown are asked for together`() async {
        let driver = await board(true, nil, false)
        await driver.keys("Space", "Space", "Space", "t", "o")
        #expect(driver.choice?.title.hasPrefix("3 accounts") == true)
        await driver.answer("Enter")
        await driver.answer("y")
        #expect(opens(driver, 2) == true && opens(driver, 3) == true)
    }

    @Test func `a known flag is toggled at once`() async {
        let driver = await board(true)
        await driver.keys("t", "o")
        #expect(driver.choice == nil && opens(driver) == false)
    }

    @Test func `unknown flags, states and numbers are marked in a table and named in a detail`() async {
        let store = FakeStore()
        store.put([Account.untold(ResourceID("fake", .account, "1"), username: "k1@a.test")])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("1")
        let shown = driver.table?.rows.first?.cells.map(\.text) ?? []
        #expect(shown.count { $0 == "[?]" } >= 3 && shown.contains("–"))
        #expect(!shown.contains("[ ]") && !shown.contains("active") && !shown.contains("0"))
        await driver.keys("Enter", "G")
        let untold = driver.detail?.lines.first { $0.label == "Not told" }?.text
        #expect(untold?.contains("Verified") == true && untold?.contains("Tracks opens") == true)
    }

    @Test func `an unknown flag of a form goes to yes, no and back to unknown`() {
        var form = FormState(
            FormDescription(
                title: "Edit",
                fields: [
                    FormField("opens", "Opens", .flag), FormField("links", "Links", .flag, value: "yes"),
                ]),
            original: Row(account(1, opens: nil)))
        var seen: [String?] = []
        for _ in 1...3 {
            _ = form.press(.space)
            seen.append(form.values["opens"])
        }
        #expect(seen == ["yes", "no", ""])
        #expect(!form.isDirty)
    }
}
