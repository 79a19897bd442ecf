import ArgumentParser
import FoundationEssentials
import ServiceCore
import Settings
import ViewModels

/// `case KIND ROW`: the board's `K`.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Writes the case file of a person, a message or a campaign.",
        discussion: """
            KIND is contact or suppression for a person, event for a message, or campaign. The file tells the row, a timeline \
            of events with replies word for word and of edits with who made them, and the SHA-256 of what was handed over; \
            secrets and the addresses of other people are left out. What a connection could not tell stands in it, and the \
            exit code is then 1.
            """)

    @OptionGroup var row: RowOfKind

    @Option(help: "How the file is written.")
    var format = CaseFormat.text

    @Option(help: ArgumentHelp("Write it there; a file that exists is not overwritten.", valueName: "file"))
    var output: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (kind, key, format, output) = (try row.kind, row.key, format, output)
        let isWhole = try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await CaseRun(session: session, format: format, path: output).run(key, kind)
        }
        if !isWhole { throw ExitCode(1) }
    }
}

enum CaseFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

struct CaseRun {
    let session: Session
    let format: CaseFormat
    let path: String?

    /// - Returns: whether everybody who was asked answered.
    func run(_ key: String, _ kind: ResourceKind) async throws(ServiceError) -> Bool {
        let console = session.console
        let origin = CaseFile.Origin(who: console.who, program: "sendboard \(SendboardVersion.text)")
        let gathering = CaseGathering(
            session.workspace.connections, trail: session.workspace.trail, origin: origin, clock: console.now)
        let file = try await file(key, kind, gathering)
        let text = format == .json ? file.json : file.text(session.settings.zone)
        guard let path else {
            try console.output.write(text)
            try console.output.flush()
            return file.isWhole
        }
        let here = FileManager.default.currentDirectoryPath
        try await WholeFile(path: session.settings.paths.absolute(path, from: here)).write {
            output throws(ServiceError) in try output.write(text)
        }
        try console.output.line("Case file of \(SafeLine.of(file.title)) written to \(path).")
        try console.output.flush()
        return file.isWhole
    }

    /// A person is known by the address alone, whether or not there is such a contact.
    private func file(
        _ key: String, _ kind: ResourceKind, _ gathering: CaseGathering
    ) async throws(ServiceError) -> CaseFile {
        let person = PersonText(key)
        if person.isWhole, kind == .contact || kind == .suppression {
            return try await gathering.file(of: .person(person.text))
        }
        let row = try await session.access(kind).find(key).row
        guard let subject = CaseSubject(row) else { throw CaseSubject.refusal }
        return try await gathering.file(of: subject)
    }
}
