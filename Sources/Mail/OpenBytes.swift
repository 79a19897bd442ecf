/// Bytes in which places are open: what stands between is encoded once, what belongs there for each person.
package struct OpenBytes: Sendable {
    /// What belongs in an open place.
    enum Hole: Sendable {
        case field(FieldText.Field)
        case mark(Int64)
        /// The plain text of a page that is another for each person.
        case made(FieldText)
    }

    /// One more than there are holes, each with what stands before one and after another.
    private(set) var pieces: [[UInt8]]
    private(set) var holes: [Hole] = []

    package init(_ bytes: [UInt8] = []) { pieces = [bytes] }

    /// Whether they are the same for everybody.
    package var isClosed: Bool { holes.isEmpty }

    static func += (left: inout OpenBytes, right: some Sequence<UInt8>) {
        left.pieces[left.pieces.count - 1] += right
    }

    static func += (left: inout OpenBytes, right: OpenBytes) {
        left.pieces[left.pieces.count - 1] += right.pieces[0]
        left.pieces += right.pieces.dropFirst()
        left.holes += right.holes
    }

    mutating func append(_ hole: Hole) {
        holes.append(hole)
        pieces.append([])
    }

    /// - Parameters:
    ///   - value: of a field, by its name.
    ///   - mark: what stands in place of a mark, by its number.
    package func filled(_ value: (String) -> String?, mark: (Int64) -> String) -> [UInt8] {
        if isClosed { return pieces[0] }
        var output: [UInt8] = []
        output.reserveCapacity(pieces.reduce(0) { $0 + $1.count } + 160 * holes.count)
        output += pieces[0]
        for (place, hole) in holes.enumerated() {
            let text =
                switch hole {
                case .field(let field): field.filled(value)
                case .mark(let number): mark(number)
                case .made(let page): TextFromHTML.text(page.filled(value))
                }
            QuotedPrintable.encode(MailText.canonical(text.utf8), into: &output, isWithin: true)
            output += pieces[place + 1]
        }
        return output
    }
}

extension OpenBytes {
    /// A text in quoted-printable: each open place has lines of its own in the encoding, which are none of the text.
    init(quoting text: FieldText) {
        self.init()
        for segment in text.segments {
            switch segment {
            case .literal(let literal):
                QuotedPrintable.encode(
                    MailText.canonical(literal.utf8), into: &pieces[pieces.count - 1], isWithin: false)
            case .field(let field): open(.field(field))
            case .mark(let number): open(.mark(number))
            }
        }
    }

    /// A page's text, made of it for each person.
    init(textOf page: FieldText) {
        self.init()
        append(.made(page))
    }

    private mutating func open(_ hole: Hole) {
        QuotedPrintable.breakLine(&pieces[pieces.count - 1])
        append(hole)
    }
}
