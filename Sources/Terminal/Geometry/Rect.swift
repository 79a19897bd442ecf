/// A block of cells.
package struct Rect: Hashable, Sendable {
    /// The top left cell.
    package var origin: Point
    /// The extent, which may be empty.
    package var size: Size

    /// The block of `size` whose top left cell is `origin`.
    package init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// The block from its four numbers; a negative extent counts as zero.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
    }

    /// The block that covers a canvas of `size`.
    package init(_ size: Size) {
        self.init(origin: .zero, size: size)
    }

    /// The first column.
    package var minX: Int { origin.x }
    /// The column behind the last one.
    package var maxX: Int { origin.x + size.width }
    /// The first row.
    package var minY: Int { origin.y }
    /// The row behind the last one.
    package var maxY: Int { origin.y + size.height }
    /// The number of columns.
    package var width: Int { size.width }
    /// The number of rows.
    package var height: Int { size.height }
    /// True where there is no cell.
    package var isEmpty: Bool { size.isEmpty }

    /// Whether the cell at `point` belongs to the block.
    package func contains(_ point: Point) -> Bool {
        point.x >= minX && point.x < maxX && point.y >= minY && point.y < maxY
    }

    /// The cells that both blocks have; empty where they do not touch.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(minX, other.minX)
        let top = max(minY, other.minY)
        return Rect(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }
}

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
