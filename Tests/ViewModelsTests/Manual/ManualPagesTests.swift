import Foundation
import Manual
import Terminal
import Testing

@testable import ViewModels

@Suite struct ManualPagesTests {
    private static let book = ManualBook(Manual.all.map { ManualTopic(name: $0.name, bytes: $0.bytes) })
    private static let names = Manual.all.map(\.name)

    @Test func `every page in the folder is a topic, and every topic a page`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/Manual")
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".md") }
        #expect(Set(pages) == Set(Self.names.map { "\($0).md" }))
        #expect(Set(Self.names).count == Self.names.count)
    }

    @Test(arguments: names)
    func `a page begins with its title and one sentence, which fits beside the topic`(name: String) throws {
        let topic = try Self.book.topic(name)
        #expect(topic.lines(width: 80).first?.style == .heading)
        #expect(topic.title != topic.name && topic.summary.hasSuffix("."))
        #expect(DisplayWidth.of(topic.summary) <= 66)
    }

    @Test(arguments: names)
    func `a page fits into 80 columns, with nothing in it that only a browser shows`(name: String) throws {
        let lines = try Self.book.topic(name).lines(width: 80).map(\.text)
        #expect(lines.filter { DisplayWidth.of($0) > 80 } == [])
        #expect(lines.filter { $0.contains("](") || $0.contains("**") || $0.contains("| ---") } == [])
        #expect(lines.count > 5)
    }

    @Test(arguments: names)
    func `a page names no topic that there is not`(name: String) throws {
        let text = try Self.book.topic(name).lines(width: 400).map(\.text).joined(separator: " ")
        let named = text.split(separator: "`sendboard manual ").dropFirst().compactMap {
            $0.split(separator: "`").first.map(String.init)
        }
        #expect(named.filter { !Self.names.contains($0) && $0 != "TOPIC" } == [])
    }
}
