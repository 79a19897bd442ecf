import Dispatch
import Foundation
import Glibc
import Platform
import ServiceCore
import Store
import Synchronization

/// The child's side of a demo: an account with rows for each of the four wire APIs, made once in each directory.
final class DemoHosting: Sendable {
    private let directory: String
    /// Held until the account is there, so that a second demo on the same directory finds it.
    private let lock: Mutex<FileLock?>
    /// A file, since the engine of the demo before holds the folder itself for as long as it runs.
    private static let lockFile = "demo.lock"

    /// Waits while another demo makes the account, and takes away what one left that was interrupted.
    ///
    /// - Throws: `.refused` where the directory has files that demo did not make.
    init(in directory: String) throws(ServiceError) {
        self.directory = directory
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock = try FileLock(URL(filePath: directory).appending(path: Self.lockFile))
        try lock.acquire()
        self.lock = Mutex(lock)
        if !FileManager.default.fileExists(atPath: file) { try clear() }
    }

    private var file: String { directory + "/demo-account.json" }
    /// There from before the first row until the account is kept.
    private var unfinished: String { directory + "/unfinished" }

    private func clear() throws(ServiceError) {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let names = all.filter { $0 != Self.lockFile }
        guard names.isEmpty || FileManager.default.fileExists(atPath: unfinished) else {
            throw ServiceError(
                .refused, "\(directory) was not made by demo, and demo writes only into its own.",
                hint: "Name another data directory.")
        }
        for name in names where name != "unfinished" {
            try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
        }
        try write(Data(), to: unfinished)
    }

    /// Says the account on one line, and sees to it that the process ends with its input.
    func prepare(_ session: Session) async throws(ServiceError) {
        Self.endWithInput()
        let isMade = FileManager.default.fileExists(atPath: file)
        let account = isMade ? try known() : try await make(session.platform)
        lock.withLock { $0 = nil }
        try session.console.output.line(String(decoding: try Self.encoded(account), as: UTF8.self))
        try session.console.output.flush()
    }

    private func known() throws(ServiceError) -> DemoAccount {
        let data = FileManager.default.contents(atPath: file) ?? Data()
        guard let account = try? JSONDecoder().decode(DemoAccount.self, from: data) else {
            throw ServiceError(
                .storage, "The demo's account in \(file) cannot be read.", hint: "Remove \(directory).")
        }
        return account
    }

    private func make(_ platform: EmbeddedPlatform) async throws(ServiceError) -> DemoAccount {
        let password = UUID().uuidString
        let made = try await platform.addAccount(
            email: DemoRows.username, company: "Northwind Traders", phone: "+1 603 555 0142",
            password: Secret(password), smsCredits: 500, isAdmin: true)
        let account = DemoAccount(
            username: made.username, ownerID: made.ownerID, apiKey: made.apiKey.reveal(), password: password)
        try await DemoRows(platform.connection).make()
        // The server keeps only a hash of the password, and the next demo in this directory logs in again.
        try write(try Self.encoded(account), to: file)
        try? FileManager.default.removeItem(atPath: unfinished)
        return account
    }

    private static func encoded(_ account: DemoAccount) throws(ServiceError) -> Data {
        do {
            return try JSONEncoder().encode(account)
        } catch {
            throw ServiceError(.storage, "The demo's account cannot be written.")
        }
    }

    private func write(_ data: Data, to path: String) throws(ServiceError) {
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
        if !isWritten { throw ServiceError(.storage, "\(path) cannot be written.") }
    }

    private static func endWithInput() {
        DispatchQueue.global().async {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            kill(getpid(), SIGTERM)
        }
    }
}

/// A lock on a directory itself, which leaves nothing in it and ends with the process.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `.conflict` while another process has it, `.storage` where the directory cannot be opened.
    init(_ path: String) throws(ServiceError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ServiceError(.storage, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ServiceError(
                .conflict, "Another process is making sample data in \(path).",
                hint: "Try again once it has finished.")
        }
    }

    deinit { close(descriptor) }
}
