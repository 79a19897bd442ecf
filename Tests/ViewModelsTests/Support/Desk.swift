import ServiceCore
import TestSupport

@testable import ViewModels

/// Boards that many tests begin with.
@MainActor
enum Desk {
    /// Three contacts, shown.
    static func contacts(
        _ emails: [String] = ["ana@a.test", "bo@a.test", "cy@a.test"], readOnly: Bool = false
    ) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(emails)
        let connection = readOnly ? store.connection().readOnly() : store.connection()
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("5")
        return driver
    }

    /// One account, shown.
    static func account() async -> BoardDriver {
        let store = FakeStore()
        var account = Account(id: ResourceID("fake", .account, "1"), username: "kim@a.test")
        account.apiKey = Secret("old-key")
        store.put([account])
        let driver = BoardDriver(store)
        await driver.start()
        return driver
    }

    /// One campaign, shown.
    static func campaign(_ title: String = "Spring", _ state: Campaign.State = .draft) async -> BoardDriver {
        let store = FakeStore()
        store.putCampaign(title, state)
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("6")
        return driver
    }

    static let down = ServiceError(.unreachable, "The platform cannot be reached.", hint: "Try again.")
}
