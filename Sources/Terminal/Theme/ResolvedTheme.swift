/// A theme made ready for one depth: the look of every style, worked out once.
package struct ResolvedTheme: Hashable, Sendable {
    /// The name of the theme that it was made from.
    package let name: String
    /// What the terminal can show.
    package let depth: ColourDepth
    private let paints: [Role: ResolvedPaint]
    private let selectedPaints: [Role: ResolvedPaint]

    /// Finds the nearest look for each role.
    package init(_ theme: Theme, depth: ColourDepth) {
        name = theme.name
        self.depth = depth
        let resolver = PaintResolver(theme: theme, depth: depth)
        paints = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, resolver.paint(for: $0)) })
        selectedPaints = Dictionary(
            uniqueKeysWithValues: Role.allCases.map { ($0, resolver.selectedPaint(for: $0)) })
    }

    /// The look of a cell in `style`.
    package subscript(_ style: CellStyle) -> ResolvedPaint {
        let table = style.isSelected ? selectedPaints : paints
        var paint = table[style.role] ?? ResolvedPaint()
        if style.emphasis.contains(.bold) { paint.attributes.insert(.bold) }
        if style.emphasis.contains(.underlined) { paint.attributes.insert(.underline) }
        return paint
    }

    /// The look of a cell in `role` with nothing laid over it.
    package subscript(_ role: Role) -> ResolvedPaint { self[CellStyle(role)] }
}
