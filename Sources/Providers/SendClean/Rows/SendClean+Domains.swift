import FoundationEssentials
import ServiceCore

extension SendClean {
    /// Domains of one kind: a name that is added, checked and deleted (`WIRE.md` §5, §6).
    struct Domains<Element: SendCleanDomain>: SendCleanRowKind {
        let context: Context

        func all() async throws(ServiceError) -> [Element] {
            let list = try await context.client.listDomains(Element.word)
            let account = await context.owner.username()
            return try list.rows { row in
                let domain = row.name("domain")
                row.check("domain", as: .domain)
                var told = fresh(domain, account: account)
                told.created = row.sendCleanInstant("create_date")
                told.readListed(&row)
                return told
            }
        }

        /// The row of a domain that was just added.
        private func fresh(_ domain: String, account: String) -> Element {
            .untold(context.id(Element.kind, domain), account: account, domain: domain)
        }

        var creation: Submission<Element> {
            Submission(
                form: { _ in
                    FormDescription(
                        title: "New \(Element.words.singular)",
                        fields: FormLines("domain").fields(of: fresh("", account: "")))
                },
                submit: { _, values async throws(ServiceError) in
                    try await create(try values.sendCleanLine("domain", "The domain"))
                })
        }

        /// The platform stores domains in lower case (`WIRE.md` §5), so that is how one is added.
        private func create(_ typed: String) async throws(ServiceError) -> EditOutcome {
            let domain = typed.lowercased()
            // One that was there already is not ours to take away again.
            let wasThere = await isListed(domain)
            let row = fresh(domain, account: await context.owner.username())
            let settling = Settling(on: SendClean.title, [row.id], wished: [Row(row)]) {
                () async throws(ServiceError) -> Sight<Void> in
                guard try await find(domain) != nil else { return .notShown }
                return wasThere == false
                    ? .done(()) : .unclear("SendClean lists \(domain), which may have been there before.")
            } outcome: { _ in
                EditOutcome(
                    "\(domain) created", rows: [Row(row)],
                    reversal: Reversal("create \(domain)") { () async throws(ServiceError) in
                        var outcome = try await delete([row.id])
                        outcome.message = "undone: create \(domain)"
                        return outcome
                    })
            }
            return try await settling.outcome { () async throws(ServiceError) in
                try await context.client.addDomain(Element.word, domain)
            }
        }

        var deletion: Deletion<Element> { Deletion(perform: delete) }

        private func delete(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
            let tell: RowEdits<Element>.Telling = { $0.outcome { "\($0) deleted" }.withoutRows }
            return tell(
                try await RowEdits(try await rows(ids)) { row async throws(ServiceError) in
                    try await removing(row, tell) { () async throws(ServiceError) in
                        try await context.client.deleteDomain(Element.word, row.domain)
                    }
                })
        }
    }
}

/// A domain of one of the two kinds that SendClean has.
protocol SendCleanDomain: Resource {
    /// As calls name the kind: `Sending`.
    static var word: String { get }

    static func untold(_ id: ResourceID, account: String, domain: String) -> Self

    var domain: String { get }
    var created: Date? { get set }
    var checked: Date? { get set }
    /// What was looked up, each with its state.
    var records: [(label: String, state: DNSState)] { get }

    /// Takes over what the list tells.
    mutating func readListed(_ row: inout RowReading)
    /// Takes over what the list and a check tell.
    mutating func readState(_ row: inout RowReading)
}

extension SendCleanDomain {
    mutating func readListed(_ row: inout RowReading) { readState(&row) }
}
