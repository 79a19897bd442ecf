import FoundationEssentials
import ServiceCore

/// Operations each member of which says something of its own, that no default says.
enum Samples {
    static let group = ContactGroup(id: ResourceID("dyn", .group, "1"), account: "acme", name: "norte")

    static var typed: Asking<ContactGroup> { Asking(group, name: \.name) }
    static var rows: Asking<Row> { Asking(Row(group), name: \.name) }

    static var gathering: Gathering<ContactGroup> {
        Gathering(
            cap: 3, narrowedBy: ["created"], part: "large groups", shortPart: "large ones",
            total: { _ in 7312 }, load: { _ in [group, group] })
    }

    static var list: Listing<ContactGroup> {
        var list = Listing(
            sortable: [RowOrder("contacts")], unsortable: ["name": "too many"], gathering: gathering,
            count: { _ in 12 },
            page: { _ in ListPage([group], offset: 0, total: .exact(12), hasMore: true) })
        list.all = { [group, group, group] }
        return list
    }

    static func submission(_ word: String) -> Submission<ContactGroup> {
        Submission(
            confirmation: { .name(TypedName($0.text("name") ?? "")) },
            form: { group in FormDescription(title: "\(word) \(group?.name ?? "none")", fields: []) },
            submit: { _, values in EditOutcome("\(word) done of \(values.text("name") ?? "none")") },
            submitAll: { filled in EditOutcome("\(word) done of \(filled.map(\.row.name))") })
    }

    static var deletion: Deletion<ContactGroup> {
        Deletion(
            confirmation: { .name(TypedName($0.name)) }, consequence: { "with \($0.name)" },
            restoration: { .gone(because: "\($0.name) is gone") },
            perform: { ids in EditOutcome("\(ids.count) gone") })
    }

    static func action(
        _ name: String, effect: ActionEffect = .irreversible
    ) -> ResourceAction<ContactGroup> {
        ResourceAction(
            ActionDescription(name, title: "\(name) it", help: "Does \(name).", effect: effect),
            confirmation: { .name(TypedName($0.name)) }, availability: { .disabled("\($0.name) is busy") },
            form: { FormDescription(title: "\(name) \($0.name)", fields: []) },
            recipients: { ids, _ in MessageAudience(count: ids.count + 40) },
            perform: { ids, _ in EditOutcome("\(name) of \(ids.count)") })
    }

    static var operations: ResourceOperations<ContactGroup> {
        ResourceOperations(
            list: list, find: { _ in group }, create: submission("create"), update: submission("update"),
            delete: deletion, actions: [action("seal"), action("look", effect: .check)], intake: intake)
    }

    static var intake: ListIntake {
        ListIntake(
            fields: .contact, owners: { ["acme"] },
            look: { _, _, _ async throws(ServiceError) in
                throw ServiceError(.unsupported, "No list.")
            },
            take: { _, _, _ async throws(ServiceError) in
                throw ServiceError(.unsupported, "No list.")
            })
    }

    static var campaigns: CampaignControl {
        var control = CampaignControl(
            plan: { LaunchPlan(campaign: campaign($0), audience: 12, willSend: 9) },
            launch: { id, _ in .scheduled(campaign(id)) },
            pause: { _ in EditOutcome("paused") }, resume: { _ in EditOutcome("resumed") },
            abort: { _ in EditOutcome("aborted") },
            watch: { _ in
                AsyncStream { stream in
                    stream.yield(.interrupted(ServiceError(.unavailable, "503")))
                    stream.finish()
                }
            },
            recipients: { _ in RowOperations(operations) })
        control.launchesNone = "it launches on Sundays alone"
        control.audience = { _ in MessageAudience(count: 12) }
        control.refused = { _, _ in }
        control.fate = { id, address in CampaignFate(campaign: campaign(id), address: address) }
        control.report = { id in
            CampaignReport(
                CampaignProgress(
                    campaign: campaign(id), audience: 70, transport: "sandbox",
                    measured: Date(timeIntervalSince1970: 0)))
        }
        return control
    }

    private static func campaign(_ id: ResourceID) -> Campaign {
        Campaign(id: id, account: "acme", title: "Spring")
    }

    static var messages: MessageOperations {
        MessageOperations(
            form: { ids in FormDescription(title: "Message to \(ids.count)", fields: []) },
            send: { ids, _ in EditOutcome("sent to \(ids.count)") },
            recipients: { ids, _ in MessageAudience(count: ids.count + 30) })
    }

    static var people: PersonOperations {
        let hold = PersonHold(
            address: "kim@a.example", reason: "an audit", who: "pat", since: Date(timeIntervalSince1970: 0))
        let holding: PersonOperations.Holding = { address, reason in
            PersonHold(address: address, reason: reason, who: hold.who, since: hold.since)
        }
        return PersonOperations(
            look: { address in PersonKept(connection: "dyn", names: [address.key]) },
            export: { _ in [("messages", "[]")] },
            erase: { _ in ErasedPart(connection: "dyn") },
            alias: { "erased \($0.key)" }, holds: { () async throws(ServiceError) in [hold] },
            hold: holding, release: holding)
    }

    static var transports: TransportOperations {
        TransportOperations(
            look: { () async throws(ServiceError) in TransportReport(engine: .here(since: nil), ways: []) },
            check: { () async throws(ServiceError) in
                let time = Date(timeIntervalSince1970: 0)
                return ["here": TransportCheck(time: time, who: "kim", words: "it answers", isGood: true)]
            })
    }

    static var connection: Connection {
        var connection = Connection(
            id: "dyn", platform: "Dyn", badge: "PROD", freshness: .polled(every: .seconds(7)),
            transport: TransportDescription("here", "sandbox: here", isSandboxed: true),
            resources: [RowOperations(operations)], campaigns: campaigns,
            messages: messages,
            trace: { address in PersonTrace(address: address, verdicts: [], events: []) },
            changes: {
                AsyncStream { stream in
                    stream.yield(.anything)
                    stream.finish()
                }
            },
            unfinished: { ["Spring"] }, check: { "version 1.5" })
        connection.host = "dyn.example:8443"
        connection.user = { "kim" }
        connection.trouble = { ServiceError(.refused, "The engine is held.") }
        connection.transports = transports
        connection.messageLife = { id in
            [
                DeliveryEvent(
                    id: id, account: "acme", person: "kim", kind: .queued,
                    time: Date(timeIntervalSince1970: 0))
            ]
        }
        connection.mailDays = { [MailDays(account: "acme", days: [])] }
        connection.people = people
        connection.place = "dyn https://dyn.example"
        connection.proofs = { _ in
            [MailProof(time: Date(timeIntervalSince1970: 0), batch: "b", bytes: 1, sha256: "00", archived: 0)]
        }
        connection.fault = ServiceError(.invalid, "The base URL is no address.")
        return connection
    }
}
