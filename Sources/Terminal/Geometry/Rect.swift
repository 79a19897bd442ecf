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
