/// One place of a canvas: what it shows and in which style.
package struct Cell: Hashable, Sendable {
    /// What is shown; of width 0 in the right half of a wide glyph.
    package var glyph: Glyph
    /// What it means.
    package var style: CellStyle

    /// A cell that shows `glyph` in `style`.
    package init(_ glyph: Glyph, _ style: CellStyle) {
        self.glyph = glyph
        self.style = style
    }

    /// A blank of ordinary text.
    package static let blank = Cell(.space, CellStyle(.text))
}

/// A cell's role together with what is laid over it.
package struct CellStyle: Hashable, Sendable {
    /// What the cell means.
    package var role: Role
    /// What is laid over the role's paint.
    package var emphasis: Emphasis

    /// `role` with nothing laid over it unless said.
    package init(_ role: Role, _ emphasis: Emphasis = []) {
        self.role = role
        self.emphasis = emphasis
    }

    /// Whether the cursor stands here; the role still shows through.
    package var isSelected: Bool { emphasis.contains(.selected) }

    /// The same style on (or off) the row of the cursor.
    package func selected(_ isSelected: Bool = true) -> CellStyle {
        var style = self
        if isSelected { style.emphasis.insert(.selected) } else { style.emphasis.remove(.selected) }
        return style
    }

    /// The same style in bold.
    package var bold: CellStyle { CellStyle(role, emphasis.union(.bold)) }

    /// The same style underlined.
    package var underlined: CellStyle { CellStyle(role, emphasis.union(.underlined)) }
}

/// What may be laid over a role.
package struct Emphasis: OptionSet, Hashable, Sendable {
    /// The bits, for `OptionSet`.
    package let rawValue: UInt8

    /// The set with these bits.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The row or field of the cursor.
    package static let selected = Emphasis(rawValue: 1)
    /// Heavier than the role is by itself.
    package static let bold = Emphasis(rawValue: 2)
    /// Underlined whatever the role.
    package static let underlined = Emphasis(rawValue: 4)
}
