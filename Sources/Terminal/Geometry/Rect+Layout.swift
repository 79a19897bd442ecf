extension Rect {
    /// The block without a margin on each side; empty where the margins meet.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: minX + left, y: minY + top, width: width - left - right, height: height - top - bottom)
    }

    /// The block without `x` columns left and right and `y` rows above and below.
    package func inset(x: Int, y: Int) -> Rect {
        inset(left: x, top: y, right: x, bottom: y)
    }

    /// The first `count` rows and the rest; the first part takes what there is.
    package func splitRows(at count: Int) -> (top: Rect, bottom: Rect) {
        let taken = min(max(0, count), height)
        return (
            Rect(x: minX, y: minY, width: width, height: taken),
            Rect(x: minX, y: minY + taken, width: width, height: height - taken)
        )
    }

    /// The first `count` columns and the rest; the first part takes what there is.
    package func splitColumns(at count: Int) -> (left: Rect, right: Rect) {
        let taken = min(max(0, count), width)
        return (
            Rect(x: minX, y: minY, width: taken, height: height),
            Rect(x: minX + taken, y: minY, width: width - taken, height: height)
        )
    }

    /// The row with number `index` counted from the block's first, as a block one high; empty outside.
    package func row(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(x: minX, y: minY, width: width, height: 0) }
        return Rect(x: minX, y: minY + index, width: width, height: 1)
    }

    /// `parts` bands from top to bottom, as equal as may be, the first ones one row higher.
    package func rows(_ parts: Int) -> [Rect] {
        Self.shares(of: height, among: parts).map { share in
            Rect(x: minX, y: minY + share.start, width: width, height: share.length)
        }
    }

    /// `parts` bands from left to right with `gap` columns between them, as equal as may be.
    package func columns(_ parts: Int, gap: Int = 0) -> [Rect] {
        let usable = max(0, width - gap * max(0, parts - 1))
        return Self.shares(of: usable, among: parts).enumerated().map { index, share in
            Rect(x: minX + share.start + index * gap, y: minY, width: share.length, height: height)
                .intersection(self)
        }
    }

    /// A block of at most `wanted` in the middle of this one.
    package func centered(_ wanted: Size) -> Rect {
        let width = min(wanted.width, width)
        let height = min(wanted.height, height)
        return Rect(
            x: minX + (self.width - width) / 2, y: minY + (self.height - height) / 2,
            width: width, height: height)
    }

    private static func shares(of length: Int, among parts: Int) -> [(start: Int, length: Int)] {
        guard parts > 0 else { return [] }
        let (each, longer) = length.quotientAndRemainder(dividingBy: parts)
        return (0..<parts).map { index in
            (start: index * each + min(index, longer), length: each + (index < longer ? 1 : 0))
        }
    }
}
