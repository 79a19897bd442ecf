import ServiceCore

extension DynClient {
    /// The approved senders of the key's account, in Dyn's order; the list tells address and seeding alone.
    func senders(take: Gathering<ApprovedSender>.Take) async throws(ServiceError) {
        let pages = DynPages(
            operation: "senders.list", path: "senders", list: "senders", key: "emailaddress", size: 25)
        try await currentRows(of: pages, isWhole: true, take: take) { row, _ in sender(&row) }
    }

    /// Nil where the address is no approved sender.
    func senderDetails(_ address: String) async throws(ServiceError) -> ApprovedSender? {
        inHand.laid(over: try await readDetails(address), id(.sender, address))
    }

    private func readDetails(_ address: String) async throws(ServiceError) -> ApprovedSender? {
        do throws(ServiceError) {
            let query: Parameters = ["emailaddress": .text(address)]
            let details = try await ifOffered(try await get("senders.details", "senders/details", query))
            // A 404 may mean the address or the call, and an answer without a word means neither.
            guard let details, details.holdsSomething else { return try await listed(address) }
            return try details.row { sender(&$0, address) }
        } catch {
            // 452 for an unknown address is not documented in as many words.
            if error.code == .invalid { return nil }
            throw error
        }
    }

    /// What the list tells of one sender.
    private func listed(_ address: String) async throws(ServiceError) -> ApprovedSender? {
        let wanted = MailAddress.key(of: address)
        var found: ApprovedSender?
        try await senders { page in
            found = page.first { MailAddress.key(of: $0.address) == wanted }
            return found == nil
        }
        return found
    }

    /// Whether Dyn lets it send now; nil where it does not tell.
    ///
    /// The answer's one member has no documented name, so whatever member is last counts.
    func isSenderReady(_ address: String) async throws(ServiceError) -> Bool? {
        let data = try await get("senders.status", "senders/status", ["emailaddress": .text(address)])
        return try? data.members().last?.value.flag()
    }

    /// Makes the sender or changes its seeding.
    func saveSender(
        _ address: String, seeding: Bool, operation: String
    ) async throws(ServiceError) -> ApprovedSender {
        let form: Parameters = ["emailaddress": .text(address), "seeding": seeding ? 1 : 0]
        return try await post(operation, "senders", form, fields: Self.senderFields).row {
            sender(&$0, address)
        }
    }

    func setDKIM(_ selector: String, of address: String) async throws(ServiceError) -> ApprovedSender {
        let form: Parameters = ["emailaddress": .text(address), "dkim": .text(selector)]
        return try await post("senders.dkim", "senders/dkim", form, fields: Self.senderFields).row {
            sender(&$0, address)
        }
    }

    func deleteSender(_ address: String) async throws(ServiceError) {
        do throws(ServiceError) {
            _ = try await post("senders.delete", "senders/delete", ["emailaddress": .text(address)])
        } catch {
            throw error.ofUnknown("\(address) is no approved sender any more.")
        }
    }

    private static let senderFields: [(name: String, field: FieldID)] = [
        ("dkim", "dkim_selector"), ("seeding", "seeding"), ("emailaddress", "address"),
    ]

    /// - Parameter asked: the address that the call was about; nil for an item of the list, which names it.
    private func sender(_ row: inout RowReading, _ asked: String? = nil) -> ApprovedSender {
        let address = asked ?? row.name("emailaddress")
        row.check("emailaddress", as: .address)
        var sender = ApprovedSender.untold(
            id(.sender, address), account: connection.name, address: address)
        sender.isSeeded = row.flag("seeding")
        sender.dkimSelector = row.text("dkim") ?? ""
        sender.dkimValue = row.text("dkimval") ?? ""
        sender.spf = row.text("spf") ?? ""
        for (name, field) in [("dkim", "dkim_selector"), ("dkimval", "dkim_value"), ("spf", "spf_record")]
        where row.item[name].ifPresent == nil {
            sender.untold.insert(field)
        }
        return sender
    }
}

extension JSONReader {
    /// Whether anything is told here: `[]` and `{}` tell nothing.
    fileprivate var holdsSomething: Bool {
        switch value {
        case nil, .null, .array([]), .object([]): false
        default: true
        }
    }
}
