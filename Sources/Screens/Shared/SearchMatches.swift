import ServiceCore
import Terminal

/// Lays `match` over every place in `rect` where the words searched for stand, whatever their case and accents.
func highlightMatches(of search: String, in rect: Rect, on canvas: inout Canvas) {
    let needle = TextFolding.fold(search).unicodeScalars.map(\.value)
    guard !needle.isEmpty else { return }
    for y in rect.minY..<rect.maxY {
        let row = FoldedRow(canvas.row(y).dropFirst(rect.minX).prefix(rect.width))
        for columns in row.places(of: needle) {
            let place = Rect(x: rect.minX + columns.lowerBound, y: y, width: columns.count, height: 1)
            canvas.restyle(place) { CellStyle(.match, $0.emphasis) }
        }
    }
}

/// The folded letters of a row of cells, each with the column that it came from.
private struct FoldedRow {
    private var letters: [UInt32] = []
    private var columns: [Int] = []

    init(_ cells: ArraySlice<Cell>) {
        letters.reserveCapacity(cells.count)
        columns.reserveCapacity(cells.count)
        for (column, cell) in cells.enumerated() {
            if let letter = cell.glyph.soleCodePoint, letter < 0x80 {
                append(0x41...0x5A ~= letter ? letter | 0x20 : letter, column)
            } else {
                for letter in TextFolding.fold(cell.glyph.text).unicodeScalars {
                    append(letter.value, column)
                }
            }
        }
    }

    private mutating func append(_ letter: UInt32, _ column: Int) {
        letters.append(letter)
        columns.append(column)
    }

    func places(of needle: [UInt32]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while start + needle.count <= letters.count {
            let end = start + needle.count
            if letters[start] == needle[0], letters[start..<end].elementsEqual(needle) {
                let next = end < columns.count ? columns[end] : columns[end - 1] + 1
                places.append(columns[start]..<max(next, columns[start] + 1))
                start = end
            } else {
                start += 1
            }
        }
        return places
    }
}
