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

    @Test func `every pane has a picture`() {
        let pictured = Set(BoardScene.panes.map { $0.name.dropFirst("pane-".count) }.map(String.init))
        #expect(pictured == Set(PaneRegistry.all.map(\.name)))
    }
}
