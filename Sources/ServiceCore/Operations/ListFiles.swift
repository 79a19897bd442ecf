/// Where lists come from and what was refused goes to, as a front end reaches its files.
package struct ListFiles: Sendable {
    /// - Throws: `.notFound`, `.storage`.
    package var open: @Sendable (String) async throws(ServiceError) -> ListFile
    /// What takes the refused rows of the list at a path, which has these headings.
    package var refused: @Sendable (_ list: String, _ headings: [String]) -> any RefusedList
    /// Told how a list goes, and nil at its end.
    package var progress: @Sendable (String?) -> Void = { _ in }

    package init(
        open: @escaping @Sendable (String) async throws(ServiceError) -> ListFile,
        refused: @escaping @Sendable (_ list: String, _ headings: [String]) -> any RefusedList
    ) {
        (self.open, self.refused) = (open, refused)
    }
}

extension ListFiles {
    /// Who is told of a list on its way: `importing 430,000 rows, 61 %`.
    func watch(
        _ verb: String, _ size: Int?,
        refused: @escaping @Sendable (RefusedRow) throws(ServiceError) -> Void = { _ in }
    ) -> ListWatch {
        ListWatch(
            progress: { [progress] told in
                let rows = "\(verb) \(NumberText.counted(told.rows, "row"))"
                let part = size.map { ", \(min(100, told.bytes * 100 / max(1, $0))) %" } ?? ""
                progress(told.stage ?? rows + part)
            }, refused: refused)
    }
}

/// The rows of a list that were not taken, on their way to a place where they can be mended.
package protocol RefusedList: Sendable {
    func add(_ row: RefusedRow) throws(ServiceError)
    /// - Returns: where they are; nil where there are none.
    func finish() throws(ServiceError) -> String?
    /// Leaves nothing behind.
    func discard()
}
