import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// `K`: the case file of what is in hand.
@MainActor
@Suite struct BoardCaseTests {
    private func desk() async -> BoardDriver {
        let driver = await Desk.contacts()
        driver.board.caseOrigin = CaseFile.Origin(who: "kim@console", program: "sendboard 1")
        return driver
    }

    @Test func `K copies it as text of the row in hand`() async throws {
        let driver = await desk()
        await driver.keys("K")
        #expect(driver.choice?.title == "Case file of ana@a.test")
        #expect(
            driver.choice?.items.map(\.title) == [
                "copy as text", "copy as JSON", "save as text", "save as JSON",
            ])
        await driver.keys("Enter")
        let copied = driver.effects.compactMap { if case .copy(let text, _) = $0 { text } else { nil } }
        #expect(copied.first?.hasPrefix("Case file of ana@a.test\n") == true)
    }

    @Test func `it is saved where the person says, under a name that is one`() async {
        let driver = await desk()
        await driver.keys("K", "j", "j", "j", "Enter")
        #expect(driver.snapshot.prompt?.text == "case-ana@a.test.json")
        await driver.keys("Enter")
        let saved = driver.effects.compactMap {
            if case .save(let text, let path) = $0 { (text, path) } else { nil }
        }
        #expect(saved.first?.1 == "case-ana@a.test.json" && saved.first?.0.hasPrefix("{\"case\":") == true)
    }

    @Test func `of anything else it is refused with what it can be of`() async {
        let driver = await Desk.account()
        driver.board.caseOrigin = CaseFile.Origin(who: "kim@console", program: "sendboard 1")
        await driver.keys("K")
        #expect(driver.notice == "A case file is of a person, a message or a campaign.")
    }
}
