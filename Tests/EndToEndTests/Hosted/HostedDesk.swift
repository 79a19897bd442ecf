import Foundation
import TestSupport

/// Four hosted platforms on loopback, and credentials that are told from everything else.
final class HostedDesk: Sendable {
    let dyn, sendClean, dmds, smsDrop: ScriptedServer
    /// Where the credentials lie, outside the home that tests search.
    private let folder = FileManager.default.temporaryDirectory.path + "/hosted-\(UUID().uuidString)"

    static let dynKey = "mark3d0dyn0key0f00ba4"
    static let sendCleanToken = "mark3d+sendclean/token=9"
    static let dmdsKey = "mark3d-dmds-key-77"
    static let smsDropPassword = "mark3d smsdrop ünd password"
    /// What smsdrop's log-in gives.
    static let bearer = "mark3d.bearer.token.55"
    static let secrets = [dynKey, sendCleanToken, dmdsKey, smsDropPassword, bearer]
    /// One credential comes from here, two from files, one from a command.
    static let environment = ["DYN_KEY": dynKey]

    init() async throws {
        (dyn, sendClean) = (try await ScriptedServer(), try await ScriptedServer())
        (dmds, smsDrop) = (try await ScriptedServer(), try await ScriptedServer())
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func configure(_ program: BuiltProgram) throws {
        try keep(Self.sendCleanToken, "sendclean", program)
        try keep(Self.dmdsKey + "\n", "dmds", program)
        try keep("printf '%s' '\(Self.smsDropPassword)'\n", "smsdrop.sh", program)
        try program.write(
            """
            connections:
              dyn:
                platform: dyn
                base-url: \(dyn.url)
                timeout: 5s
                credentials: {api-key: {env: DYN_KEY}}
              sendclean:
                platform: sendclean
                base-url: \(sendClean.url)/v1.0
                timeout: 5s
                credentials: {owner-id: owner1, token: {file: \(folder)/sendclean}}
              dmds:
                platform: dmds
                base-url: \(dmds.url)
                timeout: 5s
                credentials: {api-key: {file: \(folder)/dmds}}
              smsdrop:
                platform: smsdrop
                base-url: \(smsDrop.url)
                timeout: 5s
                credentials: {email: ops@shop.example, password: {command: [sh, \(folder)/smsdrop.sh]}}

            """, to: program.configuration)
    }

    private func keep(_ text: String, _ name: String, _ program: BuiltProgram) throws {
        try program.write(text, to: "\(folder)/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
    }
}
