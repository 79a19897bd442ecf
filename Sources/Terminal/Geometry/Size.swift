/// An extent in cells; never negative.
package struct Size: Hashable, Sendable {
    /// The number of columns.
    package let width: Int
    /// The number of rows.
    package let height: Int

    /// An extent; what is below zero counts as zero.
    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Nothing at all.
    package static let zero = Size(width: 0, height: 0)

    /// True where there is no cell.
    package var isEmpty: Bool { width == 0 || height == 0 }
}
