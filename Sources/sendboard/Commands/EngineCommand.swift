import ArgumentParser
import FoundationEssentials
import Platform
import ServiceCore

/// `engine`: what sends the embedded platform's messages.
struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "What sends the embedded platform's messages.",
        subcommands: [EngineStatusCommand.self, ResumeEngineCommand.self])
}

struct EngineStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tells who runs the engine, and what it is held for.",
        discussion: """
            It looks through the database first. It ends with 0 where messages may leave, with 4 where the engine is held \
            until a person decides, with 1 where the database is damaged.
            """)

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let output = session.console.output
            try await session.platform.checkDatabase()
            let hold = try await session.platform.engineHold()
            try output.line("Engine       \(EngineWords.of(session.platform.engineStatus()))")
            guard let hold else { return try output.line("Held         no") }
            try output.line("Held         since \(session.settings.zone.text(hold.time)): \(hold.why)")
            try output.line("Handed over  \(hold.known)")
            throw ServiceError(
                .refused, "No message leaves until a person has decided.",
                hint: "sendboard engine resume --yes")
        }
    }
}

struct ResumeEngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a held engine go on.",
        discussion: """
            What the transport's own record proves to have been handed over is taken over as accepted and not sent again. What \
            else was under way becomes unknown, which waits for a person. What still waits is sent.
            """)

    @Option(help: ArgumentHelp("Confirm it; needed.", valueName: "yes"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let answer = Answer(text: yes)
        try await Session.run(globals) { session async throws(ServiceError) in
            guard let hold = try await session.platform.engineHold() else {
                return try session.console.output.line("The engine is not held.")
            }
            try? session.console.errors.line(SafeLine.of(hold.error.message))
            try answer.confirm(.yesNo, doing: "letting the engine go on")
            let result = try await session.platform.resumeEngine()
            try session.console.output.line(EngineWords.of(result))
        }
    }
}

/// The engine in words.
enum EngineWords {
    static func of(_ status: EngineStatus) -> String {
        switch status {
        case .mine: "this process"
        case .failing(let error): error.message
        case .other(let id): ProcessWords.of(id)
        case .none: "no process; a board, a launch or “sendboard serve” runs it"
        }
    }

    static func of(_ result: EngineResumption) -> String {
        var parts = ["\(NumberText.grouped(result.accepted)) taken over as accepted"]
        parts.append("\(NumberText.grouped(result.unknown)) unknown")
        if result.missing > 0 {
            parts.append("\(NumberText.grouped(result.missing)) handed over by launches that are lost")
        }
        return "The engine goes on: \(parts.joined(separator: ", "))."
    }
}
