import ServiceCore
import TestSupport

/// A board over a platform of its own and a hosted one, with two contacts on each.
@MainActor
struct MergedBoard {
    let own = FakeStore("embedded")
    let hosted = FakeStore("dyn")

    init() {
        own.putContacts(["bo@a.test", "di@a.test"])
        hosted.putContacts(["ana@a.test", "cy@a.test"])
    }

    /// The contacts pane with its cursor on the first row.
    func contacts() async -> BoardDriver {
        let driver = BoardDriver(own, connections: [own.connection(), hosted.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        return driver
    }
}
