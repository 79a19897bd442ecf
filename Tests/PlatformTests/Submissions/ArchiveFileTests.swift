import Foundation
import Mail
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct ArchiveFileTests {
    let folder: TemporaryDirectory
    var directory: DataDirectory { DataDirectory(folder.url) }
    var files: ArchiveFolder { ArchiveFolder(directory) }

    init() throws { folder = try TemporaryDirectory() }

    private func message(_ text: String, id: Int64 = 1, _ keeping: OutgoingMessage.Keeping = .archive)
        -> OutgoingMessage
    {
        var message = OutgoingMessage(
            delivery: id, address: "a@b.example", sender: "c@b.example", messageID: "<1@b>", attempt: 1,
            parts: 1, channel: .email,
            submission: 1, keeping: keeping)
        message.mail = WrittenMail(Array(text.utf8))
        return message
    }

    @Test func `what is kept is read back byte for byte, by its hash`() throws {
        let texts = ["Subject: a\r\n\r\nHello\r\n", String(repeating: "0123456789", count: 10_000), "x"]
        let writer = ArchiveWriter(directory)
        let entries = try writer.keep(texts.enumerated().map { message($1, id: Int64($0)) })
        let reader = ArchiveReader(directory)
        for (entry, text) in zip(entries, texts) { #expect(try reader.read(entry) == Array(text.utf8)) }
        #expect(entries.map(\.place?.segment) == [1, 1, 1])
        #expect(try #require(entries[1].place).length < 1_000)
        let mode = try FileManager.default.attributesOfItem(atPath: files.segment(1).path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `of a message that is not archived hash and size are kept`() throws {
        let entries = try ArchiveWriter(directory).keep([message("abc", .hash), message("def", .nothing)])
        #expect(entries.count == 1)
        #expect(entries[0].size == 3)
        // FIPS 180-2, appendix B.1.
        #expect(
            Hex.text(entries[0].sha256) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try ArchiveReader(directory).read(entries[0]) == nil)
        #expect(files.newestSegment == 0)
    }

    @Test func `a full segment is followed by the next, and a new writer goes on at its end`() throws {
        let text = (0..<400).map { String($0 &* 2_654_435_761, radix: 36) }.joined()
        let writer = ArchiveWriter(directory, segmentSize: 2_000)
        let first = try writer.keep([message(text), message(text), message(text)])
        let second = try ArchiveWriter(directory, segmentSize: 2_000_000).keep([message("more")])
        #expect(Set(first.compactMap { $0.place?.segment }).count > 1)
        #expect(second[0].place?.segment == first.last?.place?.segment)
        #expect(second[0].place?.offset == first.last?.place.map { $0.offset + $0.length })
        for entry in first { #expect(try ArchiveReader(directory).read(entry) == Array(text.utf8)) }
    }

    @Test(arguments: [0, 20, -1])
    func `a byte that has changed is found out`(_ place: Int) throws {
        let entry = try ArchiveWriter(directory).keep([message("Subject: a\r\n\r\nThe quick brown fox.\r\n")]
        )[0]
        let url = files.segment(1)
        var bytes = try Data(contentsOf: url)
        bytes[place < 0 ? bytes.count - 1 : place] ^= 0x55
        try bytes.write(to: url)
        #expect(throws: ServiceError.self) { try ArchiveReader(directory).read(entry) }
    }

    @Test func `a file that is gone or too short is said to be`() throws {
        let entry = try ArchiveWriter(directory).keep([message("abc")])[0]
        try Data().write(to: files.segment(1))
        #expect(throws: ServiceError.self) { try ArchiveReader(directory).read(entry) }
        try FileManager.default.removeItem(at: files.segment(1))
        #expect(throws: ServiceError.self) { try ArchiveReader(directory).read(entry) }
    }

    @Test func `the journal tells of the batch on its way, and no more once the next begins`() throws {
        let writer = ArchiveWriter(directory)
        let kept = try writer.keep([message("abc", id: 7), message("def", id: 8, .hash)])
        #expect(ArchiveReader(directory).handedOver() == [7: kept[0], 8: kept[1]])
        let handle = try FileHandle(forUpdating: files.journal)
        try handle.truncate(atOffset: try handle.seekToEnd() - 30)
        #expect(ArchiveReader(directory).handedOver() == [7: kept[0]])
        writer.begin()
        #expect(ArchiveReader(directory).handedOver() == [:])
    }

    @Test func `old segments are dropped whole, and hash and size stay`() async throws {
        let store = try PlatformStore.open(folder.url)
        let writer = ArchiveWriter(directory, segmentSize: 10)
        let entries = try writer.keep((1...3).map { message("message \($0)", id: $0) })
        try await store.write { db in
            let account = try StoreFixture.account(db)
            let batch = try Batches.insert(account: account, campaign: nil, channel: .email, at: 0, in: db)
            let submission = try Batches.insertSubmission(
                batch: batch, source: "dyn", message: FrozenMessage(from: "a@b.example"), html: nil,
                text: nil,
                policy: "resend", expires: nil, at: 0, in: db)
            for (place, entry) in entries.enumerated() {
                try db.execute(
                    """
                    INSERT INTO delivery (id, submission, batch, ordinal, address, changed_at)
                    VALUES (\(entry.delivery), \(submission), \(batch), \(place + 1), \(place + 1) ||
                    '@d.example', 0)
                    """)
                try ArchiveQueries.insert(entry, at: Int64(place) * 1000, in: db)
            }
        }
        #expect(files.segments.sorted() == [1, 2, 3])
        try await store.pruneArchive(before: Date(timeIntervalSince1970: 1))
        #expect(files.segments.sorted() == [2, 3])
        try await store.pruneArchive(before: .distantFuture)
        #expect(files.segments == [3])
        let left = try await store.read { db in
            try SQLRow.fetchAll(db, "SELECT segment, size FROM archive ORDER BY delivery")
                .map { "\($0[0] as Int? ?? 0) \($0[1] as Int)" }
        }
        #expect(left == ["0 9", "0 9", "3 9"])
        try store.close()
    }

    @Test func `zlib's own bytes are read`() throws {
        // zlib.compress(b"hello hello hello") of Python 3.
        let packed: [UInt8] = [
            0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00, 0x3a, 0x2e, 0x06, 0x7d,
        ]
        let text = Array("hello hello hello".utf8)
        #expect(Zlib.expand(packed, size: 17) == text)
        #expect(Zlib.expand(packed, size: 16) == nil)
        #expect(Zlib.expand(Zlib.compress([]), size: 0) == [])
    }
}
