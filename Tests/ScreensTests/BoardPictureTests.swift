import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// Every pane, page, state and overlay as a person meets it: keys pressed on a real board.
@MainActor
@Suite struct BoardPictureTests {
    @Test(arguments: BoardScene.all.indices, [Scene.narrow, Scene.usual, Scene.wide])
    func `each view shows what it is about at every size`(index: Int, size: Size) async {
        let scene = BoardScene.all[index]
        let canvas = await scene.picture(size)
        expectGolden(canvas, "board-\(scene.name)-\(size.name)")
        for words in scene.words {
            #expect(canvas.text.contains(words), "\(scene.name) at \(size.name): \(words)")
        }
        #expect(!canvas.text.contains("Optional("))
    }

    /// What is new on a board is read aloud, too; light and dark are the same roles, so one picture shows both.
    @Test(arguments: BoardScene.readAloud.indices)
    func `each page and dialog is read aloud line by line, without borders`(index: Int) async {
        let scene = BoardScene.readAloud[index]
        let canvas = await scene.picture(Scene.usual, .plain)
        expectGolden(canvas, "board-\(scene.name)-80x24-plain")
        for words in scene.words {
            // The signs before words are others.
            let spoken = SafeText(words.replacing("✗ ", with: ""), alphabet: GlyphSet.plain.alphabet).text
            #expect(canvas.text.contains(spoken), "\(scene.name): \(spoken)")
        }
        #expect(!canvas.text.contains(/[│┌└─█▁]/))
        // A dialog is read from its cursor on; help is read as a whole.
        let isDialog = BoardScene.overlays.contains { $0.name == scene.name } && !scene.name.hasPrefix("help")
        #expect(!isDialog || canvas.cursor != nil, "\(scene.name)")
    }

    @Test func `every pane has a picture`() {
        let pictured = Set(BoardScene.panes.map { $0.name.dropFirst("pane-".count) }.map(String.init))
        #expect(pictured == Set(PaneRegistry.all.map(\.name)))
    }
}
