// Why a message would go out or not, as far as nobody has lost the answer to an edit that decides it.

extension ConnectionAudit {
    /// Takes in what others did, and leaves a verdict open that an edit decides of which nobody knows.
    func doubting(_ trace: @escaping PersonTrace.Ask) -> PersonTrace.Ask {
        { address async throws(ServiceError) in
            await hearOthers()
            for kind in [ResourceKind.contact, .suppression] { await settle(kind) }
            var told = try await trace(address)
            for index in told.verdicts.indices {
                for row in await people(told.verdicts[index], told.address) {
                    told.verdicts[index].doubt(row)
                }
            }
            return told
        }
    }

    /// The rows that say whether a person is sent to, with what nobody knows of them.
    private func people(_ verdict: PersonTrace.Verdict, _ address: String) async -> [Row] {
        let contact = verdict.contact ?? ResourceID(connection, .contact, address)
        let entry = ResourceID(connection, .suppression, contact.native)
        let rows = [
            known(contact, else: Contact(id: contact, account: verdict.account, email: address)),
            known(
                entry,
                else: Suppression(id: entry, account: verdict.account, address: address, reason: .manual)),
        ]
        return await lost.doubting(rows, at: clock())
    }

    private func known<R: Resource>(_ id: ResourceID, else bare: R) -> Row {
        inHand?.row(id, as: R.self).map { Row($0) } ?? seen[id] ?? Row(bare)
    }
}

extension PersonTrace.Verdict {
    /// The fields of a contact that say whether a message to it goes out.
    private static let deciding: Set<FieldID> = [
        "state", "invalid_since", "recipient_status", "suppression", "phone_suppression", "channels",
    ]

    /// Leaves it open what becomes of a message where that depends on what nobody knows of a row.
    fileprivate mutating func doubt(_ row: Row) {
        guard let doubt = row.doubt, row.doubted.isEmpty || !row.doubted.isDisjoint(with: Self.deciding)
        else { return }
        // A person whom a suppression stops for sure is stopped, whatever else is in doubt.
        if stop?.remedy == "allow", !row.doubted.isEmpty, !row.doubted.contains("suppression") { return }
        stop = nil
        unknowns.append(DatedText(kept: doubt))
    }
}
