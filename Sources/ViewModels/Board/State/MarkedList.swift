import ServiceCore

/// A list that was looked for, as its preview and its marks tell it.
struct MarkedList: Sendable {
    private let list: TypedList
    private let found: ListedRows

    init(_ list: TypedList, _ found: ListedRows) { (self.list, self.found) = (list, found) }

    /// One at least.
    var rows: [Row] { found.rows }

    /// What stands for no row.
    var absent: [AbsentMark] {
        found.unknown.map { AbsentMark(key: $0, reason: "not found") }
            + found.unasked.map { AbsentMark(key: $0.key, reason: "not asked: \($0.error.message)") }
            + list.faulty.map { AbsentMark(key: $0, reason: "no address") }
    }

    /// `38 of 40 found`, and where one of them stands for several rows `38 of 40 found: 41 contacts`.
    var sentence: String {
        let rows = rows.count == found.foundCount ? "" : ": \(self.rows.counted)"
        return
            "\(NumberText.grouped(found.foundCount)) of \(NumberText.grouped(list.keys.count)) found\(rows)"
    }

    var remarks: [FormRemark] {
        var remarks: [FormRemark] = []
        if !found.unknown.isEmpty {
            remarks.append(FormRemark("\(NumberText.grouped(found.unknown.count)) unknown"))
        }
        if let first = found.unasked.first {
            let count = NumberText.grouped(found.unasked.count)
            remarks.append(FormRemark("\(count) could not be asked for: \(first.error.message)"))
        }
        if !list.faulty.isEmpty {
            let count = NumberText.counted(list.faulty.count, "word holds", "words hold")
            remarks.append(
                FormRemark("\(count) an @ and \(list.faulty.count == 1 ? "is" : "are") no address"))
        }
        if list.repeated > 0 {
            remarks.append(FormRemark("\(NumberText.counted(list.repeated, "repetition")) left out"))
        }
        return remarks
    }

    /// What each action would do to the rows, then what is unknown, one a line.
    func findings(_ actions: [ResourceAction<Row>]) -> [FormPreview.Change] {
        let runs = actions.map { action in
            FormPreview.Change(label: action.title, after: action.dryRun(on: rows).sentence, isFact: true)
        }
        let others = [
            ("unknown", found.unknown), ("not asked", found.unasked.map(\.key)), ("no address", list.faulty),
        ]
        return runs
            + others.filter { !$0.1.isEmpty }.map { label, keys in
                FormPreview.Change(label: label, after: keys.joined(separator: "\n"), isFact: true)
            }
    }

    var copyable: FormState.Copyable? {
        guard !absent.isEmpty else { return nil }
        let count = NumberText.grouped(absent.count)
        return FormState.Copyable(
            text: absent.map(\.key).joined(separator: "\n"), name: "the \(count) not found")
    }

    /// What marking them is told with.
    var outcome: EditOutcome {
        let missing = absent.isEmpty ? "" : ", \(NumberText.grouped(absent.count)) not found"
        return EditOutcome(
            "\(rows.counted) marked\(missing)", findings: absent.map { "\($0.key): \($0.reason)" },
            isAsWished: absent.isEmpty, isEdit: false)
    }
}
