import ServiceCore

extension DynAccounts {
    /// The form lines that a person edits, on the ids that the resource has.
    ///
    /// - Parameter account: nil for a new one.
    static func fields(_ account: Account?) -> [FormField] {
        let isNew = account == nil
        let texts = DynAccountText.all.map { text in
            FormField(
                text.id, text.label, value: account?[keyPath: text.place] ?? "",
                isRequired: isNew && text.isRequired, help: text.rule?.hint ?? "")
        }
        let flags = DynAccountFlag.tracking.map { flag($0, account) }
        // A new postback is on; the flag makes sense on one that there is.
        let active = isNew ? [] : DynPostback.all.map { flag($0.active, account) }
        let headers = (0..<4).map { index in
            FormField(
                "x_header_\(index + 1)", "X-header \(index + 1)", value: account?.xHeaders[index] ?? "",
                help: index == 0 ? DynRule.headerName.hint : "")
        }
        return texts + flags + active + headers
    }

    private static func flag(_ flag: DynAccountFlag, _ account: Account?) -> FormField {
        FormField(flag.id, flag.label, .flag, value: account?[keyPath: flag.place] == true ? "yes" : "no")
    }
}

extension FormValues {
    /// Reads an account's fields as far as the form has them; an empty text clears one.
    func read(into account: inout Account) throws(ServiceError) {
        let before = account
        for field in DynAccountText.all where texts[field.id] != nil {
            account[keyPath: field.place] = try line(field.id, field.rule) ?? ""
        }
        for flag in DynAccountFlag.tracking {
            if let value = try self.flag(flag.id) { account[keyPath: flag.place] = value }
        }
        for postback in DynPostback.all {
            // A URL that is new is told of events at once, one that goes is not; else the flag says.
            let wasSet = !before[keyPath: postback.url.place].isEmpty
            let isSet = !account[keyPath: postback.url.place].isEmpty
            let flag = try self.flag(postback.active.id) ?? before[keyPath: postback.active.place]
            account[keyPath: postback.active.place] = isSet && (flag || !wasSet)
        }
        for index in 0..<4 where texts["x_header_\(index + 1)"] != nil {
            account.xHeaders[index] = try line("x_header_\(index + 1)", .headerName) ?? ""
        }
    }
}
