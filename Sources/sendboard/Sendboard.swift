import ArgumentParser

@main
struct Sendboard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sendboard")
    func run() async throws {}
}
