package import ServiceCore
import Store

/// Counts the parts of an import as they are taken back, and tells of it where there are several.
struct ImportRetreat: Sendable {
    private let parts: Int
    private var done = 0
    private var rows = 0
    private(set) var stayed = 0
    private let tell: @Sendable (WorkProgress?) -> Void

    init(
        _ list: StoredImport, tell: @escaping @Sendable (WorkProgress?) -> Void, in db: ReadTransaction
    ) throws {
        parts = try ImportLog.partCount(of: list.id, in: db)
        self.tell = tell
    }

    mutating func note(_ part: TakenPart) {
        (done, rows, stayed) = (done + 1, rows + part.rows, stayed + part.stayed)
        guard parts > 1 else { return }
        tell(
            WorkProgress(
                "taking back", NumberText.counted(rows, "row"),
                share: Double(min(done, parts)) / Double(parts)))
    }
}

/// A part of an import that was taken back.
struct TakenPart: Sendable, Equatable {
    /// That it made or changed.
    let rows: Int
    /// How many of them stayed as they are.
    let stayed: Int
}

extension PlatformStore {
    /// What was cut off and is not mended by whoever only reads; nil where nothing was.
    package func cutOffNotice() async throws(ServiceError) -> String? {
        guard isReadOnly else { return nil }
        let lists = try await read { db in
            try ImportLog.abandoned(in: db).filter { try ImportLog.partCount(of: $0.id, in: db) > 0 }
                .map { list in (list.isReverting, try ImportLog.rowCount(of: list.id, in: db)) }
        }
        guard !lists.isEmpty else { return nil }
        return lists.map { isReverting, rows in
            let what = isReverting ? "Taking an import back" : "An import"
            let left = rows > 0 ? NumberText.counted(rows, "row") + " of it" : "some of what it changed"
            let verb = rows == 1 || rows == 0 ? "is" : "are"
            return
                "\(what) was cut off: \(left) \(verb) still here, until the next start without --read-only."
        }.joined(separator: " ")
    }
}
