import ArgumentParser
import ServiceCore

struct ShowCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: "Shows one row with every field.", aliases: ["detail"])
    }

    @Argument(help: ArgumentHelp("Its id, or the name a person knows it by.", valueName: "id"))
    var key: String

    @Option(help: "How the row is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, key) = (format, key)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let showing = RowShowing(format: format, zone: session.settings.zone)
            try await showing.run(key, session.access(R.kind), session.console)
        }
    }
}

/// `KIND show`: one row, whole.
struct RowShowing {
    let format: OutputFormat
    var zone = WallZone.utc

    func run(_ key: String, _ access: KindAccess, _ console: Console) async throws(ServiceError) {
        let found = try await access.find(key)
        try write(found.row, isHosted: found.connection.isHosted, console.output)
        guard format == .table, let ask = found.connection.messageLife else { return }
        try tell(try await ask(found.row.id), console.output)
    }

    /// What happened to a message, each attempt with its reply.
    private func tell(_ life: [DeliveryEvent], _ output: Output) throws(ServiceError) {
        guard !life.isEmpty else { return }
        try output.line("")
        try output.line("Life of the message")
        let width = life.map(\.kindWord.word.count).max() ?? 0
        for event in life {
            let kind = event.kindWord.word
            let pad = String(repeating: " ", count: width - kind.count)
            let time = event.toldTime.map(zone.text) ?? "–"
            let reply = event.replyText.text(zone.text)
            try output.line(
                SafeLine.of(reply.isEmpty ? "\(time)  \(kind)" : "\(time)  \(kind)\(pad)  \(reply)"))
        }
        try output.flush()
    }

    func write(_ row: Row, isHosted: Bool = false, _ output: Output) throws(ServiceError) {
        switch format {
        case .table: try DetailWriter(output: output, zone: zone).write(row, isHosted: isHosted)
        case .json: try output.line(RowJSON.object(row))
        case .csv:
            var writer = CSVRowWriter(output: output, fields: RowCSV.fields(of: row.schema))
            try writer.write([row])
        }
        try output.flush()
    }
}
