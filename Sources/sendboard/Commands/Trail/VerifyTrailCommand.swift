import ArgumentParser
import ServiceCore

/// `audit verify`: the chain of hashes read from its beginning.
struct VerifyTrailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Proves that no entry of the audit trail was changed or removed.",
        discussion: """
            Each entry is chained to the one before it by hashes. Words that were erased with a person leave their digest, and \
            the erasure names the entries. The exit code is 1 where an entry does not follow from what stands before it.
            """)

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let proof = try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            guard let verify = try session.workspace.kept.verify else {
                throw ServiceError(.unsupported, "The audit trail has no chain here.")
            }
            let proof = try await verify()
            try session.console.output.line(proof.words)
            try session.console.output.flush()
            return proof
        }
        if proof.broken != nil { throw ExitCode(1) }
    }
}
