import Screens
import ServiceCore
import Terminal
import TestSupport

@testable import ViewModels

/// A real board over the sample rows, brought to a view by keys, and words that its picture must hold.
@MainActor
struct BoardScene: Sendable {
    let name: String
    let connections: @Sendable (FakeStore) -> [Connection]
    let words: [String]
    let steps: @Sendable @MainActor (BoardDriver) async -> Void

    nonisolated init(
        _ name: String, connections: @escaping @Sendable (FakeStore) -> [Connection] = { [$0.connection()] },
        shows words: String..., steps: @escaping @Sendable @MainActor (BoardDriver) async -> Void
    ) {
        self.name = name
        self.connections = connections
        self.words = words
        self.steps = steps
    }

    func picture(_ size: Size, _ glyphs: GlyphSet = .unicode) async -> Canvas {
        let store = Sample.store()
        let trail = await Sample.trail()
        let driver = BoardDriver(store, connections: connections(store), size: size, trail: trail)
        driver.board.caseOrigin = CaseFile.Origin(who: "kim@console", program: "sendboard 1")
        await driver.start()
        await steps(driver)
        return drawBoard(driver.snapshot, glyphs: glyphs)
    }

    /// A pane by its key or its name.
    nonisolated static func pane(_ name: String, shows words: String, key: String? = nil) -> BoardScene {
        BoardScene("pane-\(name)", shows: words) { driver in
            if let key { await driver.keys(key) } else { await driver.command(name) }
        }
    }
}

extension BoardScene {
    nonisolated static let all = panes + pages + launches + lists + states + overlays
    nonisolated static let readAloud = pages + launches + lists + overlays
}
