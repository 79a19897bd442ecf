import ServiceCore
import Subprocess
import ViewModels

/// A program of a person's own, run beside the board: no shell, no input, and what it prints as one text.
struct ProgramRun {
    let environment: [String: String]

    /// More than anybody reads on a page.
    private static let limit = 256 * 1024

    /// Runs until it ends, has printed too much, or the task is cancelled, which ends it too.
    ///
    /// - Throws: `.notFound` where there is no such program, `.cancelled`.
    func callAsFunction(_ words: [String]) async throws(ServiceError) -> ProgramOutput {
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        var options = Subprocess.PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        do {
            let ended = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst())),
                environment: .custom(Dictionary(variables, uniquingKeysWith: { first, _ in first })),
                platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                var bytes: [UInt8] = []
                for try await piece in execution.standardOutput {
                    piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
                    guard bytes.count < Self.limit else {
                        await execution.teardown(using: options.teardownSequence)
                        break
                    }
                }
                return bytes
            }
            try Task.checkCancellation()
            return Self.output(ended.closureResult, ended.terminationStatus)
        } catch is CancellationError {
            throw ServiceError(.cancelled, "Cancelled.")
        } catch {
            if Task.isCancelled { throw ServiceError(.cancelled, "Cancelled.") }
            throw ServiceError(
                .notFound, "“\(words[0])” could not be run.",
                hint:
                    "Check that it is there, may be run, and is named in commands: by its path or found in PATH."
            )
        }
    }

    private static func output(_ bytes: [UInt8], _ status: TerminationStatus) -> ProgramOutput {
        let isCut = bytes.count >= limit
        let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
        let code =
            switch status {
            case .exited(let code): Int(code)
            // As shells tell it.
            case .signaled(let signal): 128 + Int(signal)
            }
        return ProgramOutput(text: text, code: isCut ? 0 : code, isCut: isCut)
    }
}
