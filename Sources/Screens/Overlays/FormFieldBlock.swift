import ServiceCore
import Terminal
import ViewModels

/// One field of a form with the lines that belong to it: more of a long text, what is wrong, what it is for.
struct FormFieldBlock {
    private let field: FormFieldSnapshot
    private let isFocused: Bool
    private let error: [String]
    private let help: [String]
    private let textRows: Int
    private let labelWidth: Int

    private static let gutter = 2

    init(
        _ field: FormFieldSnapshot, isFocused: Bool, labelWidth: Int, columns: Int, _ canvas: Canvas
    ) {
        self.field = field
        self.isFocused = isFocused
        self.labelWidth = labelWidth
        let room = max(1, columns - Self.gutter - labelWidth - 2)
        error = field.error.isEmpty ? [] : canvas.wrapped(field.error, to: max(1, room - 2), limit: 2)
        help = !isFocused || field.help.isEmpty ? [] : canvas.wrapped(field.help, to: room, limit: 3)
        textRows = field.kind == .multiline ? MultilineText.rows(of: field.text) : 1
    }

    /// The columns that the label of `field` needs, with the star of a required one.
    static func labelWidth(of field: FormFieldSnapshot, _ canvas: Canvas) -> Int {
        canvas.width(of: field.label) + (field.isRequired ? 1 : 0)
    }

    var rows: Int { textRows + error.count + help.count }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        drawLabel(in: rect.row(0), on: &canvas)
        let (text, below) = value(in: rect).splitRows(at: textRows)
        drawValue(in: text, on: &canvas)
        drawErrorLines(error, in: below, on: &canvas)
        for (row, line) in help.enumerated() {
            let place = below.row(error.count + row)
            canvas.put(line, at: place.origin, .hint, maxWidth: place.width)
        }
    }

    private func value(in rect: Rect) -> Rect { rect.inset(left: Self.gutter + labelWidth + 2) }

    /// How many characters of the text stand before a place; nil where no text that is typed stands.
    func characters(before place: Point, in rect: Rect, _ canvas: Canvas) -> Int? {
        let text = value(in: rect).splitRows(at: textRows).top
        guard text.contains(place) else { return nil }
        let column = place.x - text.minX
        switch field.kind {
        case .fixed, .flag, .choice: return nil
        case .multiline:
            let lines = MultilineText(field.text, cursor: isFocused ? field.cursor : nil, rows: text.height)
            let row = min(place.y - text.minY, lines.lines.count - 1)
            guard lines.lines.indices.contains(row) else { return nil }
            return lines.starts[row]
                + placeInInput(lines.lines[row], at: column, columns: text.width - 2, on: canvas)
        case .text, .secret, .integer, .list, .map, .date:
            return placeInInput(input, at: column, columns: text.width, on: canvas)
        }
    }

    /// A pointer at the field that has the keys, a `~` at one that differs from what it was.
    private func drawLabel(in rect: Rect, on canvas: inout Canvas) {
        let pointer = canvas.glyphs.pathSeparator
        if isFocused { canvas.put(sign: pointer, at: rect.origin, CellStyle(.accent)) }
        let mark = rect.inset(left: 1)
        if field.isChanged { canvas.put(sign: "~", at: mark.origin, CellStyle(.changed)) }
        var pen = LinePen(rect.inset(left: Self.gutter))
        let room = labelWidth - (field.isRequired ? 1 : 0)
        let label = canvas.fitted(field.label, to: room).text
        pen.write(label, CellStyle(isFocused ? .headerActive : .label), on: &canvas)
        if field.isRequired { pen.write("*", .warning, on: &canvas) }
    }

    private func drawValue(in rect: Rect, on canvas: inout Canvas) {
        switch field.kind {
        case .fixed: canvas.put(field.text, at: rect.origin, .dim, maxWidth: rect.width)
        case .flag: drawSwitch(field.switchText, in: rect, on: &canvas)
        case .choice:
            let (left, right): (Character, Character) =
                canvas.glyphs.alphabet == .ascii || canvas.isPlain ? ("<", ">") : ("‹", "›")
            let choice = canvas.fitted(field.text, to: max(1, rect.width - 4)).text
            drawSwitch("\(left) \(choice) \(right)", in: rect, on: &canvas)
        case .multiline:
            drawMultiline(
                MultilineText(field.text, cursor: isFocused ? field.cursor : nil, rows: rect.height),
                in: rect, on: &canvas)
        case .text, .secret, .integer, .list, .map, .date:
            drawInput(input, in: rect.row(0), on: &canvas)
        }
    }

    private var input: InputText {
        InputText(
            text: field.text, cursor: isFocused ? field.cursor : nil, isMasked: field.kind == .secret,
            placeholder: field.placeholder)
    }

    /// Something that is turned rather than typed; selected while it has the keys.
    private func drawSwitch(_ text: String, in rect: Rect, on canvas: inout Canvas) {
        let width = canvas.put(text, at: rect.origin, .overlay, maxWidth: rect.width)
        guard isFocused else { return }
        let place = Rect(x: rect.minX, y: rect.minY, width: width, height: 1)
        canvas.restyle(place) { $0.selected() }
        if canvas.isPlain { canvas.showCursor(at: rect.origin) }
    }
}

extension FormFieldSnapshot {
    /// How a flag stands; an empty one is unknown.
    fileprivate var switchText: String {
        switch text {
        case "yes": "[x]"
        case "": "[?]"
        default: "[ ]"
        }
    }

    /// What an empty field says about itself.
    fileprivate var placeholder: String {
        switch kind {
        case .integer(let range) where range.upperBound < Int.max && range.lowerBound > Int.min:
            "\(isRequired ? "required, " : "")\(range.lowerBound) to \(range.upperBound)"
        case .list: isRequired ? "required, separated by commas" : "separated by commas"
        case .map: "name=value, separated by commas"
        default: isRequired ? "required" : ""
        }
    }
}
