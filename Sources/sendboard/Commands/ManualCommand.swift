import ArgumentParser
import Manual
import ServiceCore
import ViewModels

/// `manual`: the pages that the program carries.
struct ManualCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints a page of the manual; without a topic it lists them.")

    @Argument(help: "The topic.", completion: .list(Manual.all.map(\.name)))
    var topic: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    /// Of every terminal there is at least this much.
    private static let width = 80

    func run() async throws {
        let book = ManualBook.embedded
        guard let topic else {
            let lines = book.topics.map { [$0.name, $0.summary] }
            return try TextTable(fields: ["topic", "about"], lines: lines).write(
                .table, Console.standard.output)
        }
        for line in try book.topic(topic).lines(width: Self.width) {
            try Console.standard.output.line(line.text)
        }
    }
}

extension ManualBook {
    /// The one inside this program.
    static let embedded = ManualBook(Manual.all.map { ManualTopic(name: $0.name, bytes: $0.bytes) })
}
