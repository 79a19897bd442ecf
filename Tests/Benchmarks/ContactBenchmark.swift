import FoundationEssentials
import ServiceCore

/// The first screen of the contacts under any filter, in every order.
struct ContactBenchmark {
    let contacts: Int

    /// One or two letters that few texts hold are looked for one contact after another.
    private static let scanned = ["q", "qz"]

    private static let filters =
        scanned + [
            "", "a", "zoe", "xqxq", "state:inactive", "state:invalid", "age:87", "age:87 sex:M", "age:200",
            "groups:spring", "groups:nobody", "whitelisted:yes", "since:1h", "first_name:ana",
            "last_name:xqxq", "numid:7", "invalid_reason:xqxq", "suppression:complaint",
            "recipient_status:inactive", "hard_bounces:9", "sex:X", "operation:Baja", "fields:silver",
        ]

    func run(_ figures: inout Figures) async throws {
        let sample = try await BenchmarkDirectory(contacts: contacts)
        let list = try BenchmarkDirectory.require(sample.operations(.contact).list)
        let parser = FilterParser(schema: ResourceSchema(of: Contact.self), now: Date())
        for text in Self.filters {
            let filter = try parser.parse(text)
            for order in list.sortable {
                try await forget(in: sample)
                let (page, time) = try await timed {
                    try await list.page(ListRequest(filter: filter, sort: order, limit: 40))
                }
                figures.tell(
                    "“\(text)” by \(order.field), \(page.items.count) rows", time,
                    limit: .milliseconds(Self.scanned.contains(text) ? 200 : 60))
            }
        }
        await sample.close()
    }

    /// Any write empties what windows remember of the one before.
    private func forget(in sample: BenchmarkDirectory) async throws {
        let groups = try sample.operations(.variable)
        let made = try await BenchmarkDirectory.require(groups.create).submit(
            nil, FormValues(["account": BenchmarkDirectory.account, "name": "benchmark", "value": "1"]))
        _ = try await BenchmarkDirectory.require(groups.delete).perform(made.rows.map(\.id))
    }
}
