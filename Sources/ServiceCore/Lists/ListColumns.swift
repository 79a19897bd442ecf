/// What the columns of a list fill: each a field, a field of the row's own, or nothing.
package struct ListColumns: Sendable, Equatable {
    package enum Target: Sendable, Hashable {
        case field(FieldID)
        /// One of a contact's own fields, by its name.
        case own(String)

        /// As `--map` has it: `first_name`, `fields.city`.
        package var name: String {
            switch self {
            case .field(let id): id
            case .own(let name): "fields.\(name)"
            }
        }
    }

    package let headings: [String]
    /// One for each heading, nil where its column is not taken.
    package private(set) var targets: [Target?]

    /// - Parameters:
    ///   - wishes: what a person said of some: the heading for a field.
    ///   - takesOthers: whether columns that mean no field become fields of the rows' own.
    /// - Throws: `.invalid` for a wish whose heading or field is not there, and where a key is filled by no column.
    package init(
        _ list: ListReader, _ fields: ListFields, wishes: [ListWish] = [], takesOthers: Bool = false
    ) throws(ServiceError) {
        headings = list.headings
        isOurs =
            headings.starts(with: ["id", "connection"]) || headings.starts(with: Self.refusedHeadings)
            || headings == Self.receiptHeadings
        targets = headings.map { _ in nil }
        for wish in wishes { try fulfil(wish, fields, list.headings) }
        for (place, heading) in headings.enumerated() where targets[place] == nil {
            guard let id = fields.field(called: heading), !isFilled(.field(id)) else { continue }
            targets[place] = .field(id)
        }
        if list.isHeadless { try findKey(list, fields) }
        if takesOthers, fields.hasOwn {
            for (place, heading) in headings.enumerated()
            where targets[place] == nil && !heading.isEmpty
                && !isFilled(.own(heading))
            {
                // Of two columns of one name the second is told as not taken.
                targets[place] = .own(heading)
            }
        }
        guard fields.keys.contains(where: { isFilled(.field($0)) }) else {
            let key = fields.keys[0]
            let sign =
                headings.count == 1 && !list.isDelimiterGiven
                ? "If it has more, say with --delimiter what parts them. " : ""
            throw ServiceError(
                .invalid, "No column of the list is the \(fields.keyName).",
                hint: "\(sign)Say which with --map \(key)=HEADING. Its headings: \(Self.told(headings)).")
        }
    }

    /// Whether it is a file of ours: its rows as exported, those that were refused, or a receipt.
    ///
    /// Its cells have a `'` before what a spreadsheet would take for a formula, and escapes for what steers a terminal.
    package let isOurs: Bool

    /// What a receipt of rows that are sent one by one has.
    package static let receiptHeadings = ["line", "target", "outcome", "reason"]

    /// What a file of refused rows has before the list's own headings.
    package static let refusedHeadings = ["line", "refused because"]

    /// What a cell of the list says.
    package func text(_ cell: String) -> String {
        guard isOurs else { return cell.trimmingBlanks }
        let isMarked =
            cell.first == "'"
            && cell.unicodeScalars.first { $0 != "'" }.map { "=+-@\t\r".unicodeScalars.contains($0) } == true
        return SteeringText.unescaped(isMarked ? String(cell.dropFirst()) : cell).trimmingBlanks
    }

    /// `email ← Mail`, for those that are taken.
    package var taken: [(heading: String, target: Target)] {
        zip(headings, targets).compactMap { heading, target in target.map { (heading, $0) } }
    }

    /// Those that mean nothing here, but for what we put in ourselves.
    package var ignored: [String] {
        let own = isOurs ? Self.refusedHeadings : []
        return zip(headings, targets).filter { $1 == nil && !own.contains($0) }.map(\.0)
    }

    /// Leaves out the columns of fields that nobody asks for.
    package mutating func keep(_ asked: Set<FieldID>) {
        targets = targets.map { target in
            switch target {
            case .field(let id) where !asked.contains(id): nil
            case .own where !asked.contains("fields"): nil
            default: target
            }
        }
    }

    private func isFilled(_ target: Target) -> Bool { targets.contains(target) }

    private mutating func fulfil(
        _ wish: ListWish, _ fields: ListFields, _ headings: [String]
    ) throws(ServiceError) {
        let key = ListFields.folded(wish.heading)
        guard let place = headings.firstIndex(where: { ListFields.folded($0) == key }) else {
            let nearest = NearestName.to(wish.heading, among: headings).map { "Did you mean “\($0)”? " } ?? ""
            throw ServiceError(
                .invalid, "The list has no heading “\(wish.heading)”.",
                hint: "\(nearest)Its headings: \(Self.told(headings)).")
        }
        let target = try fields.target(called: wish.field)
        guard targets[place] == nil, !isFilled(target) else {
            let twice =
                isFilled(target)
                ? "“\(target.name)” from two columns" : "two fields from “\(headings[place])”"
            throw ServiceError(
                .invalid, "--map fills \(twice).", hint: "Name each field and each heading once.")
        }
        targets[place] = target
    }

    /// What is no list may have very long ones.
    private static func told(_ headings: [String]) -> String {
        NumberText.listed(headings.map { $0.count > 40 ? "\($0.prefix(40))…" : $0 })
    }

    /// A list without headings says by its first row where the addresses stand.
    private mutating func findKey(_ list: ListReader, _ fields: ListFields) throws(ServiceError) {
        var first = list
        guard !fields.keys.contains(where: { isFilled(.field($0)) }), let row = try first.next(),
            let place = row.cells.firstIndex(where: { (try? MailAddress($0)) != nil }), targets[place] == nil
        else { return }
        targets[place] = .field(fields.keys[0])
    }
}

/// What a person said of a column: `email=Mail`.
package struct ListWish: Sendable, Hashable {
    package let field: String
    package let heading: String

    package init(field: String, heading: String) { (self.field, self.heading) = (field, heading) }

    /// - Throws: `.invalid` for a text that is not `field=Heading`.
    package init(_ text: String) throws(ServiceError) {
        let parts = text.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ServiceError(
                .invalid, "“\(text)” says of no heading what it is.",
                hint: "Write FIELD=HEADING, as email=Mail.")
        }
        (field, heading) = (parts[0], parts[1])
    }
}
