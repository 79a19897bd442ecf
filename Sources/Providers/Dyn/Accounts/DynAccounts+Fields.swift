import ServiceCore

extension DynAccounts {
    private static let untoldHelp = "Dyn did not tell it; it stays as it is unless something stands here."

    /// The lines that a person edits, on the fields that the resource has.
    ///
    /// - Parameter account: nil for a new one.
    static func lines(_ account: Account?) -> FormLines<Account> {
        // A new postback is on; the flag makes sense on one that there is.
        let flags = account == nil ? DynAccountFlag.tracking : DynAccountFlag.all
        var lines = FormLines<Account>(
            DynAccountText.all.map(\.id) + flags.map(\.id) + (0..<4).map(Account.headerField))
        for text in DynAccountText.all {
            let isUntold = account?.untold.contains(text.id) == true
            lines[text.id].help = isUntold ? Self.untoldHelp : text.rule?.hint ?? ""
            if account != nil { lines[text.id].isRequired = false }
        }
        return lines
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
