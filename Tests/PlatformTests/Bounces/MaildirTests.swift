import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct MaildirTests {
    private let desk: TemporaryPlatform
    private let folder: TemporaryDirectory

    init() async throws {
        desk = try await TemporaryPlatform()
        folder = try TemporaryDirectory()
        for part in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: part), withIntermediateDirectories: true)
        }
    }

    private func put(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.url.appending(path: "new/\(name)"))
    }

    private func names(in part: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: part).path).sorted()
    }

    @Test func `what is new is taken and moved, what is no message stays`() async throws {
        try put("1.a", "From: a@b.example\n\nHello\n")
        try put("2.b:2,", "Auto-Submitted: auto-replied\nFrom: a@b.example\n\nAway\n")
        try put(".hidden", "From: a@b.example\n\n")
        let new = folder.url.appending(path: "new")
        try FileManager.default.createDirectory(
            at: new.appending(path: "3.folder"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: new.appending(path: "4.link"), withDestinationURL: URL(filePath: "/etc/passwd"))
        let maildir = try Maildir(folder.url.path)
        let tally = try await desk.platform.takeAll(of: maildir)
        #expect(tally.sentence == "1 without effect, 1 kept as unclassified.")
        #expect(try names(in: "cur") == ["1.a:2,S", "2.b:2,"])
        #expect(try names(in: "new") == [".hidden", "3.folder", "4.link"])
        #expect(try await desk.platform.takeAll(of: maildir).sentence == "No message has come.")
    }

    @Test func `a message that cannot be read to its end is none`() async throws {
        let folder = open(self.folder.url.path, O_RDONLY)
        defer { close(folder) }
        let error = await failure { try ReportBytes.read(folder) }
        #expect(error?.code == .storage)
        #expect(error?.message == "The message cannot be read: Is a directory.")
    }

    @Test(arguments: [
        (ENOENT, Maildir.Entry.nothing), (ELOOP, .nothing), (ENXIO, .nothing), (EACCES, .unreadable),
        (EPERM, .unreadable), (EIO, .unreadable), (EMFILE, .unreadable),
    ])
    func `what was taken meanwhile or is no file is nothing, what may not be read is`(
        _ fault: Int32, _ entry: Maildir.Entry
    ) {
        #expect(Maildir.Entry(opening: fault) == entry)
    }

    @Test func `messages that cannot be read are told, and are not as if none had come`() {
        var tally = MaildirTally()
        tally.unreadable = 2
        #expect(tally.sentence == "2 that cannot be read.")
        #expect(tally.isIdle && !tally.isEmpty)
        tally.recorded = 1
        #expect(tally.sentence == "1 recorded, 2 that cannot be read." && !tally.isIdle)
    }

    @Test func `a folder that is no maildir is refused in words`() async throws {
        let path = folder.url.path + "/new"
        let error = await failure { try Maildir(path) }
        #expect(error?.message == "\(path) is no maildir: it has no folder “new”.")
    }
}
