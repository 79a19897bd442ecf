import Foundation
import ServiceCore
import Testing
import ViewModels

@Suite struct BoardMemoryTests {
    @Test func `filters and lines are kept beside columns, and survive these`() throws {
        var pane = BoardMemory.Pane()
        (pane.filters, pane.history) = (["lost": "state:invalid"], ["ana"])
        var columns = BoardMemory.Pane()
        columns.columns = ["email"]
        let both = pane.shown(as: columns)
        #expect(both.columns == ["email"] && both.filters == pane.filters && both.history == ["ana"])
        var memory = BoardMemory()
        (memory.panes["contacts"], memory.commands) = (both, ["groups"])
        #expect(try JSONDecoder().decode(BoardMemory.self, from: JSONEncoder().encode(memory)) == memory)
        #expect(memory.filters(of: .contact) == ["lost": "state:invalid"])
        #expect(memory.filters(of: .account) == [:])
    }

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
