/// A cell's place, counted from the top left corner, which is (0, 0).
package struct Point: Hashable, Sendable {
    /// The column.
    package var x: Int
    /// The row.
    package var y: Int

    /// The place in column `x` of row `y`; it may lie outside any canvas.
    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// The top left corner.
    package static let zero = Point(x: 0, y: 0)
}
