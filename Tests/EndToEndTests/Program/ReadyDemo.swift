import Foundation
import Synchronization
import Testing

/// Sample data as `sendboard demo` makes it: once for each size, and copied for whoever works on it.
enum ReadyDemo {
    private static let makings = Mutex<[Int: Task<String, any Error>]>([:])

    /// Puts a copy below the program's home, as what has been made there.
    static func copy(contacts: Int = 40, to folder: String = "data", of program: BuiltProgram) async throws {
        let made = try await making(contacts).value
        try FileManager.default.copyItem(atPath: made, toPath: program.home + "/" + folder)
    }

    private static func making(_ contacts: Int) -> Task<String, any Error> {
        makings.withLock { makings in
            if let task = makings[contacts] { return task }
            let task = Task { try make(contacts) }
            makings[contacts] = task
            return task
        }
    }

    private static func make(_ contacts: Int) throws -> String {
        let program = try BuiltProgram()
        Leftovers.takeAwayAtEnd(program.home)
        let made = try program.run("demo --data-dir data --contacts \(contacts)")
        try #require(made.status == 0, "\(made.errors)")
        return program.home + "/data"
    }
}

/// Folders that live as long as this process.
private enum Leftovers {
    private static let folders = Mutex<[String]>([])

    static func takeAwayAtEnd(_ folder: String) {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        if isFirst { atexit { Leftovers.takeAway() } }
    }

    private static func takeAway() {
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
    }
}
