import Foundation
import Platform
import PlatformServer
import ServiceCore
import Subprocess
import SystemPackage

/// The loopback server behind a demo's hosted connections: this program again, as a child on data of its own.
///
/// Whoever asks for the account waits until the server can be reached, so no connection is shown as dead meanwhile.
actor DemoServer {
    private typealias Outcome = Result<DemoAccount, ServiceError>

    nonisolated let address: ListenAddress
    private let directory: String
    private var child: Task<Void, Never>?
    private var outcome: Outcome?
    private var waiting: [CheckedContinuation<Outcome, Never>] = []

    /// More contacts than this are for trying the embedded platform alone.
    private static let mostContacts = 100_000

    /// Whether a demo has hosted connections at all.
    ///
    /// - Parameters:
    ///   - connection: the one connection asked for; nil for all.
    ///   - contacts: as many as were asked for; nil for the usual number.
    static func isWanted(connection: String?, contacts: Int?) -> Bool {
        connection != PlatformOptions.standardConnection.name && contacts ?? 0 <= mostContacts
    }

    /// - Parameter directory: where the server's data is kept.
    init(directory: String) throws(ServiceError) {
        self.directory = directory
        address = ListenAddress(port: try FreePort.find())
    }

    /// Starts the child; returns at once and may be called again.
    func start() {
        guard child == nil else { return }
        child = Task { await run() }
    }

    /// The account of the server, once that can be reached.
    func account() async throws(ServiceError) -> DemoAccount {
        if let outcome { return try outcome.get() }
        return try await withCheckedContinuation { waiting.append($0) }.get()
    }

    /// Ends the child in good order.
    func stop() async {
        child?.cancel()
        await child?.value
    }

    private func run() async {
        var options = Subprocess.PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(6))]
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let words = [
            "serve", "--for-demo", "--listen", "\(address.host):\(address.port)", "--data-dir", directory,
        ]
        // The child ends with its input, so that it outlives no board, however that ends.
        _ = try? await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(words), platformOptions: options,
            input: .inputWriter, output: .sequence, error: .discarded
        ) { execution in
            try await listen(execution.standardOutput)
        }
        settle(
            .failure(
                ServiceError(
                    .unreachable, "The demo's server has ended.", hint: "Quit and start the demo again.")))
    }

    /// The first line is the account, the second says that the server listens.
    private func listen(_ output: SubprocessOutputSequence) async throws {
        var account: DemoAccount?
        for try await line in output.strings() {
            if let account { settle(.success(account)) }
            account = account ?? (try? JSONDecoder().decode(DemoAccount.self, from: Data(line.utf8)))
        }
    }

    private func settle(_ result: Outcome) {
        outcome = outcome ?? result
        for waiter in waiting { waiter.resume(returning: outcome ?? result) }
        waiting = []
        // What was reached once and has ended is no more; a log-in that comes now must not wait for it.
        if case .failure = result { outcome = result }
    }
}
