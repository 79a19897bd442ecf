/// Readers for what the platform keeps; each error names its form field.
extension FormValues {
    /// One line without line breaks or other control characters, nil where the field is absent or empty.
    package func line(_ id: FieldID, limit: Int = 998) throws(ServiceError) -> String? {
        guard let text = text(id) else { return nil }
        if let fault = TextRule.fault(ofLine: text, limit: limit) {
            throw ServiceError(.invalid, "The text \(fault).", field: id)
        }
        return text
    }

    package func requiredLine(_ id: FieldID, _ label: String, limit: Int = 998) throws(ServiceError) -> String
    {
        _ = try required(id, label)
        return try line(id, limit: limit) ?? ""
    }

    /// Text of many lines: no control characters but line breaks and tabs.
    package func block(_ id: FieldID, limit: Int = 10_000_000) throws(ServiceError) -> String? {
        guard let text = texts[id], !text.trimmingBlanks.isEmpty else { return nil }
        if let fault = TextRule.fault(ofBlock: text, limit: limit) {
            throw ServiceError(.invalid, "The text \(fault).", field: id)
        }
        return text
    }

    /// What a rule makes of the text, which names in its refusal what is right.
    package func checked(
        _ id: FieldID, _ rule: TextRule
    ) throws(ServiceError) -> String? {
        guard let text = try line(id) else { return nil }
        guard let value = rule.normalise(text) else {
            throw ServiceError(.invalid, rule.refusal(of: text), hint: rule.hint, field: id)
        }
        return value
    }

    package func required(_ id: FieldID, _ label: String, _ rule: TextRule) throws(ServiceError) -> String {
        _ = try required(id, label)
        return try checked(id, rule) ?? ""
    }

    /// Reads a text into a place where the form has the field: empty clears it, absent leaves it.
    package func read(_ id: FieldID, into place: inout String, _ rule: TextRule? = nil) throws(ServiceError) {
        guard texts[id] != nil else { return }
        let text = if let rule { try checked(id, rule) } else { try line(id) }
        place = text ?? ""
    }
}
