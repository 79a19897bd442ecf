import ServiceCore
package import Terminal

/// What a person's configuration adds to the table of commands.
@MainActor
package enum OwnCommands {
    /// Another name for a command and what stands behind it.
    package static func alias(_ name: String, for line: String) -> Command {
        Command("alias.\(name)", word: name, ":\(line)", help: "Runs :\(line).", argument: "[MORE]") {
            board, more in
            board.runLine(more.isEmpty ? line : "\(line) \(more)")
        }
    }

    /// A key for a command and what stands behind it.
    package static func shortcut(_ key: KeyStroke, for line: String) -> Command {
        Command("shortcut.\(key.spelling)", ":\(line)", help: "Runs :\(line).", keys: [key]) { board, _ in
            board.runLine(line)
        }
    }

    /// A program that is run on a row of a pane; it may do anything, so a board that only reads has none.
    package static func program(
        _ name: String, key: KeyStroke?, pane: PaneDescription, words: [String], help: String
    ) -> Command {
        let help = help.isEmpty ? "Runs \(words.joined(separator: " "))." : help
        return Command(
            "own.\(name)", word: name, name, help: help, in: .pane(pane.kind), keys: key.map { [$0] } ?? [],
            effect: .irreversible, needs: .row, hint: 30,
            offered: { !$0.workspace.isReadOnly && $0.runProgram != nil }
        ) { board, _ in board.run(program: name, words) }
    }
}

/// What a program that was run on a row has printed.
package struct ProgramOutput: Sendable, Equatable {
    package var text: String
    package var errors: String
    /// 0 where it ended well.
    package var code: Int
    /// Whether it printed more than is shown.
    package var isCut: Bool

    package init(text: String, errors: String = "", code: Int = 0, isCut: Bool = false) {
        (self.text, self.errors, self.code, self.isCut) = (text, errors, code, isCut)
    }

    /// As a page shows it: what it says of itself first.
    var lines: [DetailLine] {
        var lines: [DetailLine] = []
        if code != 0 { lines.append(.sentence("It ended with exit code \(code).", .bad)) }
        if isCut { lines.append(.sentence("It printed more than is shown; it was ended there.", .warning)) }
        lines += Self.lines(of: text)
        if !errors.isEmpty {
            lines += [DetailLine(.heading, text: "Standard error")] + Self.lines(of: errors)
        }
        return lines.isEmpty ? [.sentence("It printed nothing.")] : lines
    }

    private static func lines(of text: String) -> [DetailLine] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { DetailLine(.plain, text: String($0).replacing("\t", with: "    ")) }
    }
}

/// The words that start a program, with a row's fields in the place of their names.
struct ProgramWords {
    let words: [String]

    /// - Throws: `.invalid` where a field is not there, is empty or secret, or could be read as an option.
    func filled(from row: Row) throws(ServiceError) -> [String] {
        var filled: [String] = []
        for word in words { filled.append(try fill(word, from: row)) }
        return filled
    }

    private func fill(_ word: String, from row: Row) throws(ServiceError) -> String {
        var (rest, filled) = (word[...], "")
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += try value(of: name, in: row)
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    private func value(of name: String, in row: Row) throws(ServiceError) -> String {
        guard let field = row.schema.field(typed: name), field.kind != .secret else {
            throw ServiceError(.invalid, "\(row.schema.words.plural) have no field “\(name)” for a program.")
        }
        let text = row[field.id].plainText
        guard !text.isEmpty, !row.doubted.contains(field.id) else {
            throw ServiceError(
                .invalid, "The program was not run: \(row.name) has no \(field.label.lowercased()).")
        }
        guard text.utf8.first != UInt8(ascii: "-"), !text.contains("\0") else {
            throw ServiceError(
                .refused, "The program was not run: “\(text)” begins with a dash, as an option does.",
                hint: "Look at the row: it may have been made to deceive.")
        }
        return text
    }
}
