import Foundation
import ServiceCore
import Testing
import ViewModels

@Suite struct BoardMemoryTests {
    @Test func `it is kept under the names that earlier versions read`() throws {
        let kept =
            #"{"panes":{"contacts":{"columns":["email"],"sort":"-created"},"senders":{}},"theme":"night"}"#
        var memory = BoardMemory()
        memory.theme = "night"
        memory.panes = ["contacts": BoardMemory.Pane(), "senders": BoardMemory.Pane()]
        memory.panes["contacts"]?.columns = ["email"]
        memory.panes["contacts"]?.sort = RowOrder("created", ascending: false)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(memory), as: UTF8.self) == kept)
        #expect(try JSONDecoder().decode(BoardMemory.self, from: Data(kept.utf8)) == memory)
    }
}
