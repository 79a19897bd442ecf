import Platform
import ServiceCore

extension DynCaller {
    private static let senderPage = 25

    func listSenders() async throws(ServiceError) -> DynSenderList {
        let page = try await tenant.senders.page(from: parameters.start(), limit: Self.senderPage)
        return DynSenderList(senders: page.map { DynSenderItem($0) })
    }

    func senderDetails() async throws(ServiceError) -> DynSender { DynSender(try await sender()) }

    func senderStatus() async throws(ServiceError) -> DynSenderStatus {
        DynSenderStatus(status: try await sender().isReady == true ? 1 : 0)
    }

    /// Makes a sender or changes its seeding.
    func saveSender() async throws(ServiceError) -> DynSender {
        var faults = DynFaults()
        let address = faults.reading { () throws(ServiceError) in try parameters.address() }
        let isSeeded = faults.reading { () throws(ServiceError) in try parameters.flag("seeding") }
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

    func setSenderDKIM() async throws(ServiceError) -> DynSender {
        var faults = DynFaults()
        let selector = faults.reading { () throws(ServiceError) in try parameters.required("dkim") }
        if let selector, TextRule.dkimSelector.normalise(selector) == nil {
            faults.add("dkim", "is no DKIM selector. \(TextRule.dkimSelector.hint)")
        }
        _ = faults.reading { () throws(ServiceError) in try parameters.address() }
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

    private func answer(_ saved: EditOutcome) async throws(ServiceError) -> DynSender {
        if let sender = saved.rows.first?.resource as? ApprovedSender { return DynSender(sender) }
        return DynSender(try await sender())
    }
}
