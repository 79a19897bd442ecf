import Foundation
package import Terminal
package import Testing

/// A picture as a golden file holds it: the words, the roles under them, what is laid over them, the cursor.
package struct GoldenCanvas: Equatable, Sendable {
    /// The whole file.
    package let text: String

    /// The record of `canvas`; blanks at the ends of lines are left out.
    package init(_ canvas: Canvas) {
        let cursor = canvas.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
        let parts: [(String, [String])] = [
            ("text \(canvas.size.width)x\(canvas.size.height), \(cursor)", canvas.lines),
            ("roles", canvas.roleLines.map { Self.trimmed($0, ".") }),
            ("emphasis", canvas.emphasisLines.map { Self.trimmed($0, ".") }),
            ("legend", canvas.roleLegend),
        ]
        text = parts.map { name, lines in "== \(name)\n" + lines.joined(separator: "\n") + "\n" }.joined()
    }

    private static func trimmed(_ line: String, _ blank: Character) -> String {
        String(line.reversed().drop { $0 == blank }.reversed())
    }
}

/// Expects `canvas` to look like `Goldens/NAME.txt` beside the test file.
///
/// A missing golden fails. With `SENDBOARD_RECORD=1` the file is written instead; read it like code in review.
package func expectGolden(
    _ canvas: Canvas, _ name: String, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent().appending(path: "Goldens")
    let file = folder.appending(path: "\(name).txt")
    let now = GoldenCanvas(canvas).text
    if ProcessInfo.processInfo.environment["SENDBOARD_RECORD"] == "1" {
        record(now, in: folder, file, sourceLocation)
        return
    }
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "there is no golden \(name); SENDBOARD_RECORD=1 writes it", sourceLocation: sourceLocation)
        return
    }
    guard golden != now else { return }
    Issue.record(
        "the picture differs from golden \(name):\n\(difference(golden, now))", sourceLocation: sourceLocation
    )
}

private func record(_ text: String, in folder: URL, _ file: URL, _ sourceLocation: SourceLocation) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    } catch {
        Issue.record("the golden cannot be written: \(error)", sourceLocation: sourceLocation)
    }
}

/// The lines that differ, as `-` golden and `+` now.
private func difference(_ golden: String, _ now: String) -> String {
    let before = golden.components(separatedBy: "\n")
    let after = now.components(separatedBy: "\n")
    let places = (0..<max(before.count, after.count)).filter { index in
        (index < before.count ? before[index] : nil) != (index < after.count ? after[index] : nil)
    }
    return places.prefix(20).map { index in
        let old = index < before.count ? before[index] : "(nothing)"
        let new = index < after.count ? after[index] : "(nothing)"
        return "\(index + 1) - \(old)\n\(index + 1) + \(new)"
    }.joined(separator: "\n")
}
