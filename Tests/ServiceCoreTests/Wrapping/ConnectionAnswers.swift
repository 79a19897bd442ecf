import ServiceCore
import Testing

extension MemberAnswers {
    private static let campaign = ResourceID("dyn", .campaign, "7")

    static func of(_ control: CampaignControl) async throws -> MemberAnswers {
        var updates = 0
        for await _ in control.watch(campaign) { updates += 1 }
        var launched: String
        do { launched = "\(try await control.launch(campaign, "k1"))" } catch {
            launched = "\(error.code)"
        }
        await control.refused?(campaign, ServiceError(.refused, "no"))
        let rows = control.recipients?(campaign)
        return MemberAnswers(
            control,
            [
                "audience": "\(try await control.audience?(campaign)?.count ?? -1)",
                "refused": control.refused == nil ? "none" : "told",
                "plan": "\(try await control.plan(campaign).willSend ?? 0)", "launch": launched,
                "pause": try await control.pause?(campaign).message ?? "none",
                "resume": try await control.resume?(campaign).message ?? "none",
                "abort": try await control.abort?(campaign).message ?? "none", "watch": "\(updates)",
                "recipients": try await text(rows),
                "fate": try await control.fate?(campaign, "kim@a.example").address ?? "none",
                "report": "\(try await control.report?(campaign).progress.audience ?? -1)",
                "launchesNone": control.launchesNone ?? "none",
            ])
    }

    static func of(_ messages: MessageOperations) async throws -> MemberAnswers {
        let ids = [Samples.group.id]
        return MemberAnswers(
            messages,
            [
                "form": try await messages.form(ids).title,
                "send": try await messages.send(ids, FormValues()).message,
                "recipients": "\(try await messages.recipients?(ids, FormValues()).count ?? -1)",
            ])
    }

    static func of(_ people: PersonOperations) async throws -> MemberAnswers {
        let kim = try PersonAddress("kim@a.example")
        return MemberAnswers(
            people,
            [
                "look": try await people.look(kim).names.joined(),
                "export": try await people.export(kim).map(\.0).joined(),
                "erase": "\(try await people.erase?(kim).isWhole ?? false)",
                "alias": people.alias(kim),
                "holds": "\(try await people.holds().map(\.reason))",
                "hold": try await people.hold?("kim@a.example", "a lawsuit").reason ?? "none",
                "release": try await people.release?("kim@a.example", "settled").reason ?? "none",
            ])
    }

    static func of(_ connection: Connection) async throws -> MemberAnswers {
        var changes: [ConnectionChange] = []
        if let stream = connection.changes?() { for await change in stream { changes.append(change) } }
        var (campaigns, messages): ([String: String], [String: String]) = ([:], [:])
        if let control = connection.campaigns { campaigns = try await of(control).texts }
        if let operations = connection.messages { messages = try await of(operations).texts }
        var people: [String: String] = [:]
        if let operations = connection.people { people = try await of(operations).texts }
        return MemberAnswers(
            connection,
            [
                "id": connection.id.name, "platform": connection.platform, "badge": connection.badge,
                "isReadOnly": "\(connection.isReadOnly)", "freshness": "\(connection.freshness)",
                "transport": connection.transport?.sentence ?? "none",
                "resources": try await text(connection.resources[.group]),
                "campaigns": words(campaigns), "messages": words(messages),
                "people": words(people),
                "transports": "\(try await connection.transports?.look().engine ?? .nobody)"
                    + "\(try await connection.transports?.check?() ?? [:])",
                "trace": try await connection.trace?("kim@a.example").address ?? "none",
                "changes": "\(changes)",
                "unfinished": "\(try await connection.unfinished?() ?? [])",
                "check": try await connection.check?() ?? "none",
                "host": connection.host ?? "none", "user": await connection.user?() ?? "none",
                "place": connection.place,
                "messageLife":
                    "\(try await connection.messageLife?(ResourceID("dyn", .event, "1")).map(\.person) ?? [])",
                "proofs": "\(try await connection.proofs?(.person("kim@a.example")).count ?? -1)",
                "fault": connection.fault?.message ?? "none",
                "trouble": (await connection.trouble?())?.message ?? "none",
                "mailDays": "\(try await connection.mailDays?().map(\.account) ?? [])",
                "unlisted": "\(connection.unlisted?(.group) ?? [])",
            ])
    }

    private static func text(_ rows: RowOperations?) async throws -> String {
        guard let rows else { return "none" }
        return words(try await Samples.rows.answers(rows.operations).texts)
    }
}
