import Store

/// A message that the sample's relay has taken.
struct SampleTaken {
    let delivery: Int64
    let sender, address: String
    let at: Int64

    /// In the order in which they went out.
    static func all(in db: ReadTransaction) throws -> [SampleTaken] {
        let senders = Dictionary(
            uniqueKeysWithValues: try SQLRow.fetchAll(db, "SELECT id, message FROM submission").map {
                ($0[0] as Int64, try FrozenMessage(json: $0[1]).from)
            })
        let rows = try SQLRow.fetchCursor(
            db,
            "SELECT id, submission, address, changed_at FROM delivery WHERE state IN (4, 5, 10, 11) ORDER BY id"
        )
        var all: [SampleTaken] = []
        while let row = try rows.next() {
            all.append(
                SampleTaken(delivery: row[0], sender: senders[row[1]] ?? "", address: row[2], at: row[3]))
        }
        return all
    }
}
