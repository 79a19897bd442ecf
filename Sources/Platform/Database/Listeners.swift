package import FoundationEssentials
import Store

/// Where a process serves a data directory, for as long as it runs.
package struct Listener: Codable, Sendable, Hashable {
    package let use: Use
    /// A URL, or the folder of a maildir.
    package let place: String
    private let since: Int64
    fileprivate let process: String

    package enum Use: String, Codable, Sendable, CaseIterable {
        /// The wire APIs, with the pages of links where these have no address of their own.
        case apis, pages, submission, bounces, maildir
    }

    /// - Parameter process: whose it is, so that it is forgotten with it.
    init(_ use: Use, _ place: String, since: Date, of process: ProcessMark = .own) {
        (self.use, self.place, self.since, self.process) = (use, place, since.storedTime, process.text)
    }

    package var time: Date { Date(storedTime: since) }

    /// 0 where it is not known.
    package var processID: Int32 { ProcessMark(text: process).id ?? 0 }
}

/// The listeners of all processes on a directory: a killed one leaves its own behind, which nobody believes.
enum Listeners {
    static func add(_ listener: Listener, in db: WriteTransaction) throws {
        try write(running(in: db) + [listener], in: db)
    }

    static func removeOwn(in db: WriteTransaction) throws {
        try write(running(in: db).filter { $0.process != ProcessMark.own.text }, in: db)
    }

    /// Those of processes that run, in the order in which they began.
    static func running(in db: ReadTransaction) throws -> [Listener] {
        // What another program wrote in words of its own says nothing here.
        let all: [Listener]? = try MetaKey.listeners.value(in: db).flatMap { try? JSONText.read($0) }
        return (all ?? []).filter { ProcessMark(text: $0.process).isAlive }
    }

    private static func write(_ listeners: [Listener], in db: WriteTransaction) throws {
        try MetaKey.listeners.set(listeners.isEmpty ? nil : try JSONText.text(listeners), in: db)
    }
}
