import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// Forms and their previews.
extension OverlayScreenTests {
    @Test(arguments: 0..<9)
    func `the focused field is in sight with the cursor at every size`(focus: Int) {
        var form = Scene.form
        form.focus = focus
        for size in [Scene.usual, Self.tiny, Size(width: 30, height: 6)] {
            let text = picture(.form(form), size).text
            let label = form.fields[focus].label.prefix(6)
            #expect(text.contains(/[›>][ ~]/))
            #expect(text.contains(label))
        }
    }

    @Test func `values of a form stand in one column`() throws {
        let lines = picture(.form(Scene.form), Size(width: 80, height: 40)).lines
        let starts = [
            "  Name         Kim", "✗ Age is", "  Channel      ‹", " ~Whitelisted  [x]",
            "› Groups       newsletter",
            "  HTML         <p>",
        ]
        let columns = try starts.map { start in
            let line = try #require(lines.first { $0.contains(start.trimmingStart) })
            let end = try #require(line.firstRange(of: start.trimmingStart))
            let value = start.contains("✗") ? start : String(start.split(separator: " ").last ?? "")
            return try #require(line[end.lowerBound...].firstRange(of: value)).lowerBound.utf16Offset(
                in: line)
        }
        #expect(Set(columns).count == 1)
    }

    @Test(arguments: [true, false])
    func `a line that is cut off says so, with and without the keys`(isFocused: Bool) throws {
        var form = Scene.form
        let index = try #require(form.fields.firstIndex { $0.kind == .multiline })
        form.fields[index].text = "<p>" + String(repeating: "x", count: 200) + "\n<p>second"
        form.fields[index].cursor = 0
        form.focus = isFocused ? index : 0
        #expect(picture(.form(form), Size(width: 80, height: 40)).text.contains("xxx…"))
    }

    @Test func `a secret in a form shows as many dots as it has letters and none of them`() {
        let text = picture(.form(Scene.form)).text
        #expect(!text.contains("horse"))
        #expect(text.contains(String(repeating: "•", count: 13)))
    }

    @Test func `the preview of a form shows old and new and the target`() {
        let text = picture(.form(Scene.formPreview)).text
        #expect(text.contains("1 contact on embedded"))
        #expect(text.contains("Whitelisted  no → yes"))
        #expect(text.contains("City         + Seoul"))
        #expect(text.contains("- asked by phone not to get"))
        #expect(text.contains("+ asked by phone and again"))
    }

    @Test func `what is remarked on the values stands above the changes`() throws {
        var form = Scene.formPreview
        form.preview?.remarks = ["new group “lanch list” · Did you mean “launch list”?"]
        let lines = picture(.form(form)).lines
        let remark = try #require(lines.firstIndex { $0.contains("new group “lanch list”") })
        let target = try #require(lines.firstIndex { $0.contains("1 contact on embedded") })
        #expect(remark < target)
    }

    @Test(arguments: [Scene.narrow, tiny])
    func `where there is no room for all, the remarks are the first of what scrolls`(size: Size) throws {
        var form = Scene.formPreview
        form.preview?.remarks = (1...6).map { "remark \($0)" }
        form.preview?.cursor = 0
        let start = picture(.form(form), size).text
        #expect(start.contains("1 contact on embedded") && start.contains("remark 1"))
        #expect(!start.contains("one message a month"))
        form.preview?.cursor = 5
        #expect(picture(.form(form), size).text.contains("remark 6"))
        let lines = try #require(form.preview?.lineCount)
        form.preview?.cursor = lines - 1
        let end = picture(.form(form), size).text
        #expect(end.contains("1 contact on embedded") && end.contains("month") && !end.contains("remark"))
    }

    @Test func `what was found out stands there without the sign of a change`() {
        var form = Scene.formPreview
        form.preview = FormPreview(
            target: "2 of 3 found", changes: [.init(label: "whitelist", after: "2 change", isFact: true)],
            cursor: 0)
        #expect(picture(.form(form)).text.contains("whitelist  2 change"))
    }

    @Test(arguments: [0, 30, 59])
    func `the line of the preview under the cursor is in sight`(cursor: Int) {
        var form = Scene.formPreview
        let text = (10..<70).map { "line \($0)" }.joined(separator: "\n")
        form.preview = FormPreview(
            target: "1 contact on embedded", changes: [.init(label: "Text", before: nil, after: text)],
            cursor: cursor)
        #expect(picture(.form(form)).text.contains("line \(cursor + 10)"))
    }
}
