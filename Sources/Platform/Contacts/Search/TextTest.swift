import Glibc
import Store

/// One substring test of a filter, over the folded text of a contact (`SearchFolding.searchText`).
struct TextTest: Sendable, Hashable {
    var needle: [UInt8]
    var scope = Scope.anywhere
    /// Whether the whole field must be the needle.
    var isExact = false
    var isNegated = false

    /// Which fields are looked at; the number is the field's place in the text.
    enum Scope: Int, Sendable {
        case anywhere = -1
        case email = 0
        case name = 1
        case phone = 2
    }

    /// - Parameter text: as typed; folded here.
    init(_ text: String, scope: Scope = .anywhere, isExact: Bool = false, isNegated: Bool = false) {
        needle = Array(SearchFolding.fold(text).utf8)
        self.scope = scope
        self.isExact = isExact
        self.isNegated = isNegated
    }

    /// Whether one contact's text passes.
    func holds(for line: UnsafeRawBufferPointer, _ finder: ByteFinder?) -> Bool {
        isFound(in: line, finder) != isNegated
    }

    /// Whether the needle stands in a line where this test looks; an empty needle stands in every field.
    func isFound(in line: UnsafeRawBufferPointer, _ finder: ByteFinder?) -> Bool {
        guard let finder else { return !isExact || field(of: line).isEmpty }
        var from = 0
        while let hit = finder.next(in: line, from: from) {
            if isRight(hit, in: line) { return true }
            from = hit + 1
        }
        return false
    }

    /// Whether a hit lies in the right field, and is all of it where it must be.
    private func isRight(_ hit: Int, in line: UnsafeRawBufferPointer) -> Bool {
        if scope == .anywhere, !isExact { return true }
        if scope != .anywhere {
            let place = line[..<hit].reduce(0) { $0 + ($1 == SearchFolding.separator ? 1 : 0) }
            guard place == scope.rawValue else { return false }
        }
        guard isExact else { return true }
        let end = hit + needle.count
        let startsField = hit == 0 || line[hit - 1] == SearchFolding.separator
        return startsField && (end == line.count || line[end] == SearchFolding.separator)
    }

    private func field(of line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer.SubSequence {
        let fields = line.split(separator: SearchFolding.separator, omittingEmptySubsequences: false)
        return fields.indices.contains(scope.rawValue) ? fields[scope.rawValue] : line[...]
    }

    var finder: ByteFinder? { needle.isEmpty ? nil : ByteFinder(needle) }
}
