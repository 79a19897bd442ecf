import Platform
import ServiceCore

extension DynCaller {
    private static let senderPage = 25

    func listSenders() async throws(ServiceError) -> JSONObject {
        let page = try await tenant.senders.page(from: parameters.start(), limit: Self.senderPage)
        return ["senders": page.map(Self.item)]
    }

    func senderDetails() async throws(ServiceError) -> JSONObject { Self.details(try await sender()) }

    /// One pair alone: clients take the last value that there is.
    func senderStatus() async throws(ServiceError) -> JSONObject {
        ["status": try await sender().isReady == true ? 1 : 0]
    }

    /// Makes a sender or changes its seeding.
    func saveSender() async throws(ServiceError) -> JSONObject {
        var faults = DynFaults()
        let address = faults.reading(try parameters.address())
        let isSeeded = faults.reading(try parameters.flag("seeding"))
        try faults.check()
        guard let address, let isSeeded else { throw DynFaults.of("emailaddress", "is missing") }
        let seeding = isSeeded ? "yes" : "no"
        let saved = try await tenant.settled { () async throws(ServiceError) in
            guard let sender = try await tenant.senders.find(address) else {
                return try await tenant.senders.create(
                    FormValues(["address": address, "seeding": seeding]))
            }
            if sender.isSeeded == isSeeded { return EditOutcome("", rows: [Row(sender)]) }
            return try await tenant.senders.update(sender, FormValues(["seeding": seeding]))
        }
        return try await answer(saved)
    }

    func setSenderDKIM() async throws(ServiceError) -> JSONObject {
        var faults = DynFaults()
        let selector = faults.reading(try parameters.required("dkim"))
        if let selector, TextRule.dkimSelector.normalise(selector) == nil {
            faults.add("dkim", "is no DKIM selector. \(TextRule.dkimSelector.hint)")
        }
        _ = faults.reading(try parameters.address())
        try faults.check()
        let saved = try await tenant.settled { () async throws(ServiceError) in
            let sender = try await sender()
            if sender.dkimSelector == selector { return EditOutcome("", rows: [Row(sender)]) }
            return try await tenant.senders.update(sender, FormValues(["dkim_selector": selector ?? ""]))
        }
        return try await answer(saved)
    }

    func deleteSender() async throws(ServiceError) -> DynNothing {
        try await tenant.senders.delete([try await sender()])
        return DynNothing()
    }

    /// The sender that the call names.
    private func sender() async throws(ServiceError) -> ApprovedSender {
        let address = try parameters.address()
        guard let sender = try await tenant.senders.find(address) else {
            throw DynFaults.of("emailaddress", "\(address) is no approved sender")
        }
        return sender
    }

    private func answer(_ saved: EditOutcome) async throws(ServiceError) -> JSONObject {
        if let sender = saved.rows.first?.resource as? ApprovedSender { return Self.details(sender) }
        return Self.details(try await sender())
    }

    /// What the list tells of a sender.
    private static func item(_ sender: ApprovedSender) -> JSONObject {
        ["emailaddress": sender.address, "seeding": sender.isSeeded == true ? 1 : 0]
    }

    /// An approved sender as Dyn writes it (§6).
    private static func details(_ sender: ApprovedSender) -> JSONObject {
        var details = item(sender)
        // The selector.
        details["dkim"] = sender.dkimSelector
        details["dkimval"] = sender.dkimValue
        details["spf"] = sender.spf
        return details
    }
}
