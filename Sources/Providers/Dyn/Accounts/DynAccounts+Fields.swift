import ServiceCore

extension DynAccounts {
    private static let untoldHelp = "Dyn did not tell it; it stays as it is unless something stands here."

    /// The form lines that a person edits, on the ids that the resource has.
    ///
    /// - Parameter account: nil for a new one.
    static func fields(_ account: Account?) -> [FormField] {
        let isNew = account == nil
        let texts = DynAccountText.all.map { text in
            FormField(
                text.id, text.label, value: account?[keyPath: text.place] ?? "",
                isRequired: isNew && text.isRequired,
                help: account?.untold.contains(text.id) == true ? Self.untoldHelp : text.rule?.hint ?? "")
        }
        let flags = DynAccountFlag.tracking.map {
            FormField.flag($0.id, $0.label, isNew ? false : account?[keyPath: $0.place])
        }
        // A new postback is on; the flag makes sense on one that there is.
        let active =
            isNew
            ? []
            : DynPostback.all.map {
                FormField.flag($0.active.id, $0.active.label, account?[keyPath: $0.active.place])
            }
        let headers = (0..<4).map { index in
            FormField(
                Account.headerField(index), "X-header \(index + 1)", value: account?.xHeaders[index] ?? "",
                help: index == 0 ? DynRule.headerName.hint : "")
        }
        return texts + flags + active + headers
    }
}

extension FormValues {
    /// Reads an account's fields as far as the form has them; an empty text clears one that is known.
    func read(into account: inout Account) throws(ServiceError) {
        for field in DynAccountText.all where texts[field.id] != nil {
            account.set(field.id, field.place, try line(field.id, field.rule) ?? "")
        }
        for flag in DynAccountFlag.all {
            if let value = try self.flag(flag.id) { account[keyPath: flag.place] = value }
        }
        for index in 0..<4 {
            let id = Account.headerField(index)
            guard texts[id] != nil else { continue }
            account.set(id, \.xHeaders[index], try line(id, .headerName) ?? "")
        }
    }
}

extension Account {
    static let headerFields = Set((0..<4).map(headerField))

    static func headerField(_ index: Int) -> FieldID { "x_header_\(index + 1)" }

    /// Puts a text where it differs from what is there; it is known from then on.
    mutating func set(_ id: FieldID, _ place: WritableKeyPath<Account, String>, _ text: String) {
        guard self[keyPath: place] != text else { return }
        self[keyPath: place] = text
        untold.remove(id)
    }
}
