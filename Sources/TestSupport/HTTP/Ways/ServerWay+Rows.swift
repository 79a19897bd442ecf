import Foundation

extension ServerWay {
    /// Tells of each row these members alone.
    ///
    /// - Parameters:
    ///   - key: the member that makes an object of an answer a row: `username`.
    ///   - members: what is still told besides; nothing unless given.
    package static func partialRows(of key: String, keeping members: Set<String> = []) -> ServerWay {
        ServerWay("tells \(members.union([key]).sorted().joined(separator: ", ")) alone") { _, below in
            { request in
                await below(request).mappingRows(of: key) { rows in
                    rows.map { $0.filter { $0.key == key || members.contains($0.key) } }
                }
            }
        }
    }

    /// Tells one row of each list with values that nobody can read.
    ///
    /// - Parameters:
    ///   - key: the member that makes an object of an answer a row.
    ///   - index: which row of an answer; where it has fewer, none.
    ///   - members: which values; all but the key unless given. With the key among them the row has no name either.
    ///   - spared: the values that can be read all the same.
    package static func oddRow(
        of key: String, at index: Int = 0, spoiling members: Set<String>? = nil,
        sparing spared: Set<String> = []
    ) -> ServerWay {
        reading("tells one odd row", of: key) { rows in
            guard rows.indices.contains(index) else { return rows }
            var rows = rows
            rows[index] = rows[index].spoilt { name in
                members?.contains(name) ?? (name != key) && !spared.contains(name)
            }
            return rows
        }
    }

    /// Tells one odd row in the middle of so many others that each list has besides its own, if it has any.
    package static func oddRow(of key: String, amid others: Int) -> ServerWay {
        reading("tells one odd row amid \(others)", of: key) { rows in
            guard let last = rows.last else { return rows }
            return rows
                + (0...others).map { number in
                    var copy = last
                    copy[key] = last[key] is String ? "copy\(number)@copies.example" : 1_000_000 + number
                    return number == others / 2 ? copy.spoilt { $0 != key } : copy
                }
        }
    }

    private static func reading(
        _ description: String, of key: String,
        _ change: @escaping @Sendable ([[String: Any]]) -> [[String: Any]]
    ) -> ServerWay {
        ServerWay(description) { isWrite, below in
            { request in
                let answer = await below(request)
                return isWrite(request) ? answer : answer.mappingRows(of: key, change)
            }
        }
    }
}

extension [String: Any] {
    /// The same object with values of a kind that nobody expects.
    fileprivate func spoilt(_ isSpoilt: (String) -> Bool) -> Self {
        var object = self
        for name in keys where isSpoilt(name) { object[name] = ["odd": ["row"]] }
        return object
    }
}

extension ScriptedAnswer {
    /// The same answer with the rows of each list in it changed; an object by itself is a list of one.
    fileprivate func mappingRows(
        of key: String, _ change: @escaping ([[String: Any]]) -> [[String: Any]]
    ) -> ScriptedAnswer {
        mappingJSON { RowsOfJSON(key: key, change: change).mapped($0) }
    }
}

/// Finds the rows of an answer, which are the objects that have a certain member.
private struct RowsOfJSON {
    let key: String
    let change: ([[String: Any]]) -> [[String: Any]]

    func mapped(_ value: Any) -> Any {
        switch value {
        case let items as [Any]:
            let rows = items.compactMap(row)
            return rows.isEmpty || rows.count < items.count ? items.map(mapped) : change(rows)
        case let object as [String: Any]:
            if let row = row(object) { return change([row]).first ?? [:] }
            return object.mapValues(mapped)
        default: return value
        }
    }

    private func row(_ value: Any) -> [String: Any]? {
        (value as? [String: Any]).flatMap { $0[key] == nil ? nil : $0 }
    }
}
