/// What one cell (or two, where it is wide) shows: a spacing character with at most four marks above or below.
///
/// Five scalars are all that ncurses keeps in a cell. They are stored inline, so that a screen full of cells
/// costs one allocation.
package struct Glyph: Hashable, Sendable {
    private let base: UInt32
    private var mark1: UInt32 = 0
    private var mark2: UInt32 = 0
    private var mark3: UInt32 = 0
    private var mark4: UInt32 = 0
    /// The columns taken: 1 or 2; 0 for the right half of a wide glyph.
    package let width: UInt8

    /// A glyph for a scalar already known to be printable in `width` columns.
    init(trusted scalar: Unicode.Scalar, width: Int = 1) {
        base = scalar.value
        self.width = UInt8(width)
    }

    private init(base: UInt32, width: UInt8) {
        self.base = base
        self.width = width
    }

    /// A blank.
    package static let space = Glyph(base: 0x20, width: 1)

    /// The right half of the wide glyph in the cell before.
    static let continuation = Glyph(base: 0, width: 0)

    /// The spacing character and its marks, in the order in which they go to the terminal; empty for a right half.
    package var scalars: [Unicode.Scalar] {
        [base, mark1, mark2, mark3, mark4].lazy.filter { $0 != 0 }.compactMap(Unicode.Scalar.init)
    }

    /// The glyph as text; empty for a right half.
    package var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Calls `body` with each code point, without making an array.
    package func forEachCodePoint(_ body: (UInt32) -> Void) {
        guard base != 0 else { return }
        body(base)
        guard mark1 != 0 else { return }
        body(mark1)
        for mark in [mark2, mark3, mark4] where mark != 0 { body(mark) }
    }

    /// The only code point of a glyph without marks; nil for others.
    package var soleCodePoint: UInt32? { mark1 == 0 && base != 0 ? base : nil }

    /// The spacing character alone; nil for a right half.
    var baseCodePoint: UInt32? { base == 0 ? nil : base }

    /// Whether this is a plain ASCII character.
    var isASCII: Bool { base < 0x80 && mark1 == 0 }

    /// Adds a mark and says whether there was room for it.
    mutating func add(mark scalar: Unicode.Scalar) -> Bool {
        if mark1 == 0 {
            mark1 = scalar.value
        } else if mark2 == 0 {
            mark2 = scalar.value
        } else if mark3 == 0 {
            mark3 = scalar.value
        } else if mark4 == 0 {
            mark4 = scalar.value
        } else {
            return false
        }
        return true
    }
}
