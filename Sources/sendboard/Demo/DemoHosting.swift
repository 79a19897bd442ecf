import Dispatch
import Foundation
import Glibc
import Platform
import ServiceCore

/// The child's side of a demo: an account with rows for each of the four wire APIs, made once.
struct DemoHosting {
    private let session: Session

    init(_ session: Session) { self.session = session }

    private var file: URL { URL(filePath: session.settings.dataDirectory + "/demo-account.json") }

    /// Says the account on one line, and sees to it that the process ends with its input.
    func prepare(_ output: Output) async throws(ServiceError) {
        Self.endWithInput()
        let account = if let known { known } else { try await make() }
        let line = (try? JSONEncoder().encode(account)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        try output.line(line)
        try output.flush()
    }

    private var known: DemoAccount? {
        (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(DemoAccount.self, from: $0) }
    }

    private func make() async throws(ServiceError) -> DemoAccount {
        let password = UUID().uuidString
        let made = try await session.platform.addAccount(
            email: DemoRows.username, company: "Northwind Traders", phone: "+1 603 555 0142",
            password: Secret(password), smsCredits: 500, isAdmin: true)
        let account = DemoAccount(
            username: made.username, ownerID: made.ownerID, apiKey: made.apiKey.reveal(), password: password)
        try await DemoRows(session.platform.connection).make()
        try keep(account)
        return account
    }

    /// The server keeps only a hash of the password, and the next demo in this directory logs in again.
    private func keep(_ account: DemoAccount) throws(ServiceError) {
        let isKept = (try? JSONEncoder().encode(account)).map {
            FileManager.default.createFile(
                atPath: file.path, contents: $0, attributes: [.posixPermissions: 0o600])
        }
        guard isKept == true else {
            throw ServiceError(.storage, "The demo's account cannot be kept in \(file.path).")
        }
    }

    private static func endWithInput() {
        DispatchQueue.global().async {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            kill(getpid(), SIGTERM)
        }
    }
}
