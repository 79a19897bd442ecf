import Foundation
import ServiceCore
import Testing

@testable import sendboard

/// Lists as files that others may write meanwhile.
@Suite struct ListInputTests {
    private let path =
        FileManager.default.temporaryDirectory.path + "/sendboard-list-\(UUID().uuidString).csv"

    private func withFile(_ body: (ListFile, FileHandle) throws -> Void) throws {
        // Longer than what is read at once.
        let text = "email\n" + (1...6_000).map { "p\($0)@a.test\n" }.joined()
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try #require(FileHandle(forWritingAtPath: path))
        try body(try ListInput.open(path), writer)
    }

    @Test func `a list that stays as it is can be read again and again`() throws {
        try withFile { list, _ in
            for _ in 1...2 {
                var (reader, count) = (try ListReader(list), 0)
                while try reader.next() != nil { count += 1 }
                #expect(count == 6_000)
            }
        }
    }

    @Test func `one that changes while it is read is not taken for whole`() throws {
        try withFile { list, writer in
            var reader = try ListReader(list)
            _ = try reader.next()
            try writer.seekToEnd()
            try writer.write(contentsOf: Data("late@a.test\n".utf8))
            let name = URL(filePath: path).lastPathComponent
            #expect(
                throws: ServiceError(
                    .conflict, "“\(name)” has changed while it was read.", hint: "Import it again.")
            ) {
                while try reader.next() != nil {}
            }
            #expect(
                throws: ServiceError(
                    .conflict, "“\(name)” has changed since it was looked through.", hint: "Import it again.")
            ) {
                try ListReader(list)
            }
        }
    }
}
