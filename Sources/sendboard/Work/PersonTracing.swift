import FoundationEssentials
import ServiceCore
import Terminal
import ViewModels

/// Traces one address over every connection that can.
struct PersonTracing {
    let format: OutputFormat
    var zone = WallZone.utc

    /// Writes what those that answered know, then fails as the first of the others did.
    ///
    /// - Parameters:
    ///   - line: an address or a number, also as `Kim Lee <kim@a.example>`.
    ///   - campaign: one that is asked about besides.
    /// - Throws: `.notFound` where nobody has ever heard of it, or it is neither and belongs to no contact.
    func run(
        _ line: String, in campaign: KindAccess.Found? = nil, _ workspace: Workspace, _ output: Output
    ) async throws(ServiceError) {
        let person = PersonText(line)
        let address = person.text
        let fate = try await campaign?.fate(of: address)
        let (whole, failure) = await trace(address, workspace)
        // Of what is no address, only what is kept under it is worth telling.
        let isTold = person.isWhole ? !whole.verdicts.isEmpty : whole.verdicts.contains { $0.contact != nil }
        guard isTold || fate != nil || !whole.events.isEmpty else {
            throw failure
                ?? ServiceError(
                    .notFound, "Nobody knows “\(address)”.",
                    hint: workspace.connections.contains { $0.resources[.contact]?.operations.list != nil }
                        ? "sendboard contact list --search \(ShellWord.quoted(address))" : nil)
        }
        switch format {
        case .json: try output.line(Self.json(whole, fate))
        case .csv: try writeEvents(whole.events, CSVRowWriter(output: output, fields: Self.eventFields))
        case .table:
            if let fate { try CampaignFateText(fate, zone: zone).write(to: output) }
            try writeText(whole, output)
        }
        try output.flush()
        if let failure { throw failure }
    }

    /// What all connections that answer know of an address, and the first failure of the others.
    func trace(_ address: String, _ workspace: Workspace) async -> (PersonTrace, ServiceError?) {
        var whole = PersonTrace(address: address)
        var failure: ServiceError?
        let answers = await askAll(workspace.connections) { connection async throws(ServiceError) in
            try await connection.trace?(address)
        }
        for (_, result) in answers {
            switch result {
            case .success(let trace):
                whole.verdicts += trace?.verdicts ?? []
                whole.events += trace?.events ?? []
            case .failure(let error): failure = failure ?? error
            }
        }
        whole.events.sort { $0.time > $1.time }
        return (whole, failure)
    }

    private func writeText(_ trace: PersonTrace, _ output: Output) throws(ServiceError) {
        for verdict in trace.verdicts {
            let place = "\(verdict.account) on \(verdict.connection)"
            try output.line(SafeLine.of("\(place): \(sentence(verdict))"))
            if let stop = verdict.stop, let remedy = stop.remedy {
                let contact = stop.remedyKind == .contact ? verdict.contact?.native : nil
                let key = ShellWord.quoted(contact ?? trace.address)
                let kind = stop.remedyKind.commandName
                try output.line(SafeLine.of("  lifted by: sendboard \(kind) \(remedy) \(key)"))
            } else if let advice = verdict.stop?.advice, !advice.isEmpty {
                try output.line(SafeLine.of("  lifted by: \(advice)"))
            }
            for dependence in verdict.depends {
                try output.line(SafeLine.of("  \(dependence.note.text(zone.text))"))
            }
            for note in verdict.unknowns + verdict.notes {
                try output.line(SafeLine.of("  \(note.text(zone.text))"))
            }
        }
        if let drift = PersonDrift(trace.verdicts) {
            try output.line(SafeLine.of("drift: \(drift.words)"))
            let address = ShellWord.quoted(trace.address)
            try output.line(
                SafeLine.of("  mended by: sendboard contact reconcile \(address) --to suppressed|active"))
        }
        guard !trace.events.isEmpty else { return }
        try output.line("")
        let schema = ResourceSchema(of: DeliveryEvent.self)
        let columns = try TableColumn.named(["time", "kind", "campaign", "reply"], in: schema)
        try writeEvents(trace.events, TableRowWriter(output: output, columns: columns, zone: zone))
    }

    private func writeEvents(_ events: [DeliveryEvent], _ writer: any RowWriter) throws(ServiceError) {
        var writer = writer
        try writer.write(events.map { Row($0) })
        try writer.finish()
    }

    private static let eventFields = RowCSV.fields(of: ResourceSchema(of: DeliveryEvent.self))

    private func sentence(_ verdict: PersonTrace.Verdict) -> String {
        guard let stop = verdict.stop else { return goingSentence(verdict) }
        let since = stop.since.map { " since \(zone.text($0))" } ?? ""
        return "stopped, \(stop.rule)\(since)"
            + (stop.cause.isEmpty ? "" : ", by \(DatedText(kept: stop.cause).text(zone.text))")
    }

    private func goingSentence(_ verdict: PersonTrace.Verdict) -> String {
        if verdict.outcome == .unknown { return "whether a message would go out is not known" }
        if let wait = verdict.wait {
            return "a message waits until \(zone.text(wait.until)), \(wait.rule)"
        }
        return verdict.depends.isEmpty
            ? "a message would go out" : "a message would go out, depending on what it is sent by"
    }

    private static func json(_ trace: PersonTrace, _ fate: CampaignFate?) -> String {
        RowJSON.object([
            ("address", RowJSON.quoted(trace.address)),
            ("campaign", fate.map(CampaignFateText.json) ?? "null"),
            ("drift", RowJSON.value(.text(PersonDrift(trace.verdicts)?.words))),
            ("verdicts", "[\(trace.verdicts.map(json).joined(separator: ","))]"),
            ("events", "[\(trace.events.map { RowJSON.object(Row($0)) }.joined(separator: ","))]"),
        ])
    }

    private static func json(_ verdict: PersonTrace.Verdict) -> String {
        let text: (String?) -> String = { RowJSON.value(.text($0)) }
        return RowJSON.object([
            ("connection", RowJSON.quoted(verdict.connection.name)),
            ("account", RowJSON.quoted(verdict.account)),
            ("contact", text(verdict.contact?.native)),
            ("would_send", verdict.outcome == .unknown ? "null" : verdict.stop == nil ? "true" : "false"),
            ("outcome", RowJSON.quoted(verdict.outcome.rawValue)),
            ("rule", text(verdict.stop?.rule ?? verdict.wait?.rule)),
            ("since", RowJSON.value(.date(verdict.stop?.since))),
            ("cause", text(verdict.stop?.cause)), ("remedy", text(verdict.stop?.remedy)),
            ("advice", text(verdict.stop?.advice ?? verdict.wait?.advice)),
            ("until", RowJSON.value(.date(verdict.wait?.until))),
            ("depends", "[\(verdict.depends.map(json).joined(separator: ","))]"),
            ("unknowns", "[\(verdict.unknowns.map { RowJSON.quoted($0.plainText) }.joined(separator: ","))]"),
            ("notes", "[\(verdict.notes.map { RowJSON.quoted($0.plainText) }.joined(separator: ","))]"),
        ])
    }

    private static func json(_ dependence: PersonTrace.Dependence) -> String {
        RowJSON.object([
            ("if", RowJSON.quoted(dependence.condition)), ("then", RowJSON.quoted(dependence.effect)),
            ("until", RowJSON.value(.date(dependence.until))),
        ])
    }
}
