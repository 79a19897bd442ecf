package import FoundationEssentials

/// The texts of a form, by field, with readers that name the field in their errors.
package struct FormValues: Sendable, Hashable {
    package private(set) var texts: [FieldID: String]

    package init(_ texts: [FieldID: String] = [:]) { self.texts = texts }

    package subscript(id: FieldID) -> String? {
        get { texts[id] }
        set { texts[id] = newValue }
    }

    /// The same without those of these lines that stand as their form showed them: of what it did not know it says nothing.
    package func leavingOut(_ untold: Set<FieldID>, asShownBy fields: [FormField]) -> FormValues {
        var values = self
        for field in fields where untold.contains(field.id) && values[field.id] == field.value {
            values[field.id] = nil
        }
        return values
    }

    /// The text without blanks around it, nil where the field is absent or empty.
    package func text(_ id: FieldID) -> String? {
        guard let trimmed = texts[id].map({ $0.trimmingBlanks }), !trimmed.isEmpty else { return nil }
        return trimmed
    }

    /// - Throws: `.invalid` on this field where it is absent or empty.
    package func required(_ id: FieldID, _ label: String) throws(ServiceError) -> String {
        guard let text = text(id) else {
            throw ServiceError(.invalid, "\(label) is missing.", hint: "Fill in \(id).", field: id)
        }
        return text
    }

    /// Nil where the field is absent or empty.
    package func flag(_ id: FieldID) throws(ServiceError) -> Bool? {
        guard let text = text(id) else { return nil }
        guard let flag = Self.flag(text) else {
            throw ServiceError(
                .invalid, "“\(text)” is neither yes nor no.", hint: "Write \(id)=yes or \(id)=no.", field: id)
        }
        return flag
    }

    /// Yes or no as people write them.
    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "on", "1", "y", "x": true
        case "no", "false", "off", "0", "n": false
        default: nil
        }
    }

    /// Nil where the field is absent or empty.
    package func integer(_ id: FieldID, in range: ClosedRange<Int> = 0...Int.max) throws(ServiceError) -> Int?
    {
        guard let text = text(id) else { return nil }
        let whole = NumberText.whole(text)
        guard let number = whole, range.contains(number) else {
            let limits =
                range.upperBound == .max
                ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
            throw ServiceError(
                .invalid, "“\(text)” is no whole number \(limits).",
                hint: whole == nil ? "Write digits, as 1000 or 1,000." : nil, field: id)
        }
        return number
    }

    /// The items between commas; empty where the field is.
    package func list(_ id: FieldID) -> [String] {
        (text(id) ?? "").split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
    }

    /// `name=value` pairs between commas; an empty value means that the name goes.
    package func map(_ id: FieldID) throws(ServiceError) -> [String: String] {
        var map: [String: String] = [:]
        for item in list(id) {
            guard let sign = item.firstIndex(of: "="), sign != item.startIndex else {
                throw ServiceError(.invalid, "“\(item)” is no name=value pair.", field: id)
            }
            map[String(item[..<sign]).trimmingBlanks] =
                String(item[item.index(after: sign)...]).trimmingBlanks
        }
        return map
    }

    /// Nil where the field is absent or empty.
    ///
    /// - Throws: `.invalid` on this field for what is no time, or none that clocks of that zone show once.
    package func date(_ id: FieldID, _ reading: TimeReading) throws(ServiceError) -> Date? {
        guard let text = text(id) else { return nil }
        do throws(ServiceError) {
            if let date = try reading.instant(text) { return date }
            throw ServiceError(.invalid, "“\(text)” is no date.", hint: TimeReading.hint)
        } catch {
            var fault = error
            fault.field = id
            throw fault
        }
    }
}

/// What is typed may be a password, so nothing but the fields' names shows by itself.
extension FormValues: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "FormValues(\(texts.keys.map { "\($0)" }.sorted().joined(separator: ", ")))"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Without white space at either end.
    package var trimmingBlanks: String {
        // Most texts, of which a long list has millions.
        if let first = utf8.first, let last = utf8.last, first.isPlain, last.isPlain { return self }
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

extension UInt8 {
    /// A sign of ASCII that is no blank, nor a part of one.
    fileprivate var isPlain: Bool { self > 0x20 && self < 0x7F }
}
