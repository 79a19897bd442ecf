import ServiceCore
import Store

extension SenderKind {
    var creation: Submission<ApprovedSender> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New approved sender",
                    fields: [
                        try await kind.accountField(nil, account: nil)
                    ] + FormLines("address", "seeding").fields(of: blank) + FormField.dkim("")
                ).ruled { values throws(ServiceError) in
                    _ = try values.required("address", "The address", .sender)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<ApprovedSender> {
        Submission(
            form: { sender async throws(ServiceError) in
                FormDescription(
                    title: "Edit approved sender",
                    fields: [
                        try await kind.accountField(sender, account: sender?.account),
                        FormField("address", "Address", .fixed, value: sender?.address ?? ""),
                    ] + Self.seeding.fields(of: sender ?? blank)
                        + FormField.dkim(sender?.dkimSelector ?? ""))
            },
            submit: { sender, values async throws(ServiceError) in try await update(sender, values) })
    }

    private static let seeding = FormLines<ApprovedSender>("seeding")

    private var blank: ApprovedSender {
        ApprovedSender(id: ResourceID(kind.context.connection, .sender, ""), account: "", address: "")
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let address = try values.required("address", "The address", .sender)
        var sender = blank
        sender.address = address
        let key = try await newKey(values, for: sender)
        try read(values, key, into: &sender)
        let draft = sender
        return try await kind.editor.create { session in
            let db = session.database
            let account = try kind.owner(values, in: db)
            try kind.table.requireFree(address, account: account, field: "address", in: db)
            let native = try kind.table.insert(draft, account: account, at: session.now.storedTime, in: db)
            if let id = Int64(native) { try key?.apply(to: id, in: session) }
            return native
        }
    }

    private func update(_ opened: ApprovedSender?, _ values: FormValues) async throws(ServiceError)
        -> EditOutcome
    {
        let key = if let opened { try await newKey(values, for: opened) } else { SigningKeyChange?.none }
        var change = RowChange<ApprovedSender>(
            "edit", notice: { "\($0) changed" },
            apply: { _, sender in try read(values, key, into: &sender) })
        change.write = { session, sender in
            try key?.apply(to: try kind.table.rowID(sender), in: session)
        }
        change.reversal = .by { session, edit in
            try key?.revert(on: try kind.table.rowID(edit.now), in: session)
            try kind.table.save(edit.before, in: session.database)
        }
        return try await kind.editor.update(opened, by: change)
    }

    private func newKey(
        _ values: FormValues, for sender: ApprovedSender
    ) async throws(ServiceError) -> SigningKeyChange? {
        try await .asked(by: values, selector: sender.dkimSelector, in: keys, vault: kind.context.vault)
    }

    private func read(
        _ values: FormValues, _ key: SigningKeyChange?, into sender: inout ApprovedSender
    ) throws(ServiceError) {
        try Self.seeding.read(values, into: &sender)
        guard let key else { return }
        try values.read("dkim_selector", into: &sender.dkimSelector, .dkimSelector)
        sender.dkimValue = key.record
    }
}
