import ServiceCore
import Terminal
import TestSupport

@testable import ViewModels

/// Boards of any kind with texts that mean no good.
struct RandomBoard {
    private var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    mutating func next(_ size: Size) -> BoardSnapshot {
        var board = Scene.board(size, body(), overlay: overlay(), isMaximised: chance(4))
        board.layout = BoardLayout(size: size, isMaximised: chance(4), hasPreview: chance(2))
        board.header = HeaderSnapshot(
            workspace: text(), badge: text(), scope: text(), transport: text(), freshness: text(),
            isBusy: chance(2),
            isReadOnly: chance(2))
        board.tabs = (0..<number(12)).map { TabSnapshot(number: $0 + 1, title: text(), isActive: chance(4)) }
        board.crumbs = texts(6)
        board.notice = chance(3) ? nil : NoticeSnapshot(text: text(), hint: text(), level: .warning)
        board.hints = (0..<number(9)).map { _ in
            HintSnapshot(key: chance(4) ? "?" : text(), title: text(), isEnabled: chance(2))
        }
        board.prompt =
            chance(3) ? PromptSnapshot(sign: "/", text: text(), cursor: number(20), error: text()) : nil
        return board
    }

    private mutating func body() -> BodySnapshot {
        switch number(4) {
        case 0: .table(table(), preview: chance(2) ? detail() : nil)
        case 1: .detail(detail())
        case 2: .watch(watch())
        default: .lines(page())
        }
    }

    private mutating func table() -> TableSnapshot {
        let columns = (0..<number(12)).map { index in
            ColumnSnapshot(
                field: "f\(index)", title: text(), isRightAligned: chance(3), priority: number(9),
                minimumWidth: number(30), maximumWidth: number(60), truncatesMiddle: chance(2),
                sort: chance(4) ? .descending : nil)
        }
        let rows = (0..<number(40)).map { _ in
            TableRowSnapshot(
                isMarked: chance(3),
                cells: (0..<max(0, columns.count - number(2))).map { _ in
                    CellSnapshot(text: text(), tone: tone(), isChanged: chance(5))
                })
        }
        return TableSnapshot(
            title: text(), filter: text(), summary: text(), stale: text(), columns: columns,
            scrolledColumns: number(14), rows: rows, cursor: chance(2) ? number(50) : nil,
            message: chance(2) ? TableMessage(kind: .failed, text: text(), hint: text()) : nil,
            position: chance(2) ? .init(first: number(2_000_000), total: number(1_000_000)) : nil)
    }

    private mutating func detail() -> LinesSnapshot {
        LinesSnapshot(
            title: text(), lines: lines(), cursor: chance(2) ? number(50) : nil, summary: text(),
            search: text(),
            labelWidth: number(40), stale: chance(3) ? text() : "")
    }

    private mutating func page() -> LinesSnapshot {
        LinesSnapshot(
            title: text(), lines: lines(), cursor: chance(2) ? number(50) : nil, summary: text(),
            search: text(),
            labelWidth: number(40))
    }

    private mutating func lines() -> [DetailLine] {
        let styles: [DetailLine.Style] = [.heading, .field, .plain, .json, .blank]
        return (0..<number(40)).map { _ in
            DetailLine(styles[number(5)], label: text(), text: text(), tone: tone())
        }
    }

    private mutating func watch() -> WatchSnapshot {
        WatchSnapshot(
            title: text(), state: StateWord(text(), .good), since: text(), freshness: text(),
            fraction: [0, 0.5, 1, -3, .nan, .infinity][number(6)], progress: text(),
            rates: (0..<number(90)).map { [Double($0), .nan, -1, .infinity][chance(9) ? number(4) : 0] },
            ratesLabel: text(), audience: text(), states: counts(), later: counts(), reasons: counts(),
            replies: counts(),
            domains: (0..<number(9)).map { _ in .init(name: text(), accepted: text(), refused: text()) },
            events: (0..<number(30)).map { _ in
                .init(time: text(), kind: StateWord(text(), .bad), text: text())
            },
            recipients: chance(2) ? .init(title: text(), lines: lines(), cursor: number(50)) : nil,
            remarks: (0..<number(4)).map { _ in .init(text: text(), tone: .bad) })
    }

    private mutating func counts() -> [WatchSnapshot.Count] {
        (0..<number(9)).map { _ in .init(label: text(), count: text(), tone: .warning) }
    }

    private mutating func overlay() -> OverlaySnapshot? {
        switch number(12) {
        case 0:
            .menu(
                MenuSnapshot(
                    title: text(),
                    items: (0..<number(9)).map { _ in
                        .init(key: text(), title: text(), disabled: chance(2) ? text() : nil)
                    }))
        case 1:
            .confirm(
                ConfirmSnapshot(
                    title: text(), lines: lines(), expected: chance(2) ? text() : nil, typed: text(),
                    cursor: number(30),
                    isDangerous: chance(2), error: text(), answer: text()))
        case 2: .form(form())
        case 3:
            .palette(
                PaletteSnapshot(
                    text: text(), cursor: number(30),
                    items: (0..<number(40)).map { _ in
                        .init(name: text(), title: text(), key: text(), disabled: chance(2) ? text() : nil)
                    }, selected: number(50), error: text()))
        case 4: .help(page())
        case 5:
            .reveal(
                RevealSnapshot(
                    title: text(), entries: (0..<number(5)).map { _ in .init(label: text(), text: text()) },
                    hint: text()))
        case 6:
            .choice(
                ChoiceSnapshot(
                    title: text(),
                    items: (0..<number(40)).map { _ in .init(title: text(), isOn: chance(2) ? chance(2) : nil)
                    },
                    selected: number(50), hint: text()))
        default: nil
        }
    }

    private mutating func form() -> FormSnapshot {
        let kinds: [FormField.Kind] = [
            .text, .multiline, .secret, .flag, .integer(0...9), .choice(["a", "b"]), .list, .map,
            .date(.reader),
            .fixed,
        ]
        let changes = (0..<number(9)).map { _ in
            FormPreview.Change(label: text(), before: chance(2) ? text() : nil, after: text())
        }
        return FormSnapshot(
            title: text(), notes: texts(4),
            fields: (0..<number(15)).map { _ in
                FormFieldSnapshot(
                    label: text(), text: text(), cursor: number(60), kind: kinds[number(kinds.count)],
                    isRequired: chance(2), isChanged: chance(2), error: text(), help: text())
            },
            focus: number(16), error: text(), hint: text(),
            preview: chance(3) ? FormPreview(target: text(), changes: changes, cursor: number(12)) : nil,
            isSending: chance(3))
    }

    private mutating func tone() -> StateWord.Tone? {
        [nil, .neutral, .good, .warning, .bad, .info][number(6)]
    }

    private mutating func texts(_ most: Int) -> [String] { (0..<number(most)).map { _ in text() } }

    private mutating func text() -> String {
        let count = chance(3) ? 0 : number(chance(20) ? 40 : 5)
        return (0..<count).map { _ in Self.pieces[number(Self.pieces.count)] }.joined()
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &numbers) }

    private mutating func chance(_ one: Int) -> Bool { number(one) == 0 }

    private static let pieces = [
        "kim@example.test", "a", " ", "12,344", "田中", "👩‍👩‍👧", "🇫🇷", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "\u{1B}[31m", "\u{1B}]0;owned\u{7}", "\u{202E}", "\n", "\r\n", "\t", "\u{0}", "\u{200B}", "\u{FEFF}",
        "ﷺ",
        "\u{301}", "ｗｉｄｅ", "\"", "\\", "\u{E000}", "one two three four ", "0",
    ]
}
