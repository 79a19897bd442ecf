import Terminal
import Testing

@testable import ViewModels

@Suite struct LineEditorTests {
    private func edit(_ text: String, _ keys: String...) -> LineEditor {
        var editor = LineEditor(text)
        for key in keys { if let key = KeyStroke(spelling: key) { _ = editor.press(key) } }
        return editor
    }

    @Test func `the usual keys edit`() {
        #expect(edit("one two", "Ctrl-W").text == "one ")
        #expect(edit("one two  ", "Ctrl-W").text == "one ")
        #expect(edit("one two", "Ctrl-U").text == "")
        #expect(edit("one two", "Ctrl-A", "Ctrl-K").text == "")
        #expect(edit("one", "Home", "x").text == "xone")
        #expect(edit("one", "Left", "Left", "Ctrl-U").text == "ne")
        #expect(edit("one", "Ctrl-A", "Del").text == "ne")
        #expect(edit("one", "Ctrl-A", "Backspace").text == "one")
        #expect(edit("one", "Left", "Ctrl-E", "!").text == "one!")
    }

    @Test func `a flag of two scalars is one step`() {
        #expect(edit("a🇪🇸b", "Left", "Backspace").text == "ab")
        #expect(edit("e\u{301}", "Backspace").text == "")
    }

    @Test func `line ends become blanks`() {
        #expect(LineEditor(joining: "a\nb\r\nc").text == "a b c")
    }

    @Test func `a mark that joins the character before it keeps the cursor in the text`() {
        var editor = LineEditor("e")
        editor.insert("\u{301}")
        #expect(editor.cursor == 1)
        editor.insert("x")
        #expect(editor.text == "e\u{301}x")
    }

    @Test func `other keys are none of its business`() {
        var editor = LineEditor("a")
        let took = editor.press(.tab)
        #expect(!took && editor == LineEditor("a"))
    }
}
