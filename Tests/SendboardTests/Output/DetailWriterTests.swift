import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct DetailWriterTests {
    private func written(_ row: Row, in zone: WallZone = .utc) throws -> [String] {
        let captured = CapturedConsole()
        try DetailWriter(output: captured.console.output, zone: zone).write(row, isHosted: false)
        try captured.console.output.flush()
        return captured.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private var contact: Contact {
        Contact(id: ResourceID("fake", .contact, "kim"), account: "acme", email: "kim@example.test")
    }

    @Test func `values stand in one column behind their labels, the id first`() throws {
        let lines = try written(Row(contact))
        let starts = lines.dropLast().map { line in
            line.range(of: "  ", options: .backwards).map {
                line.distance(from: line.startIndex, to: $0.upperBound)
            }
        }
        #expect(lines.first?.hasPrefix("Id ") == true && lines.first?.hasSuffix("  kim") == true)
        #expect(Set(starts).count == 1, "\(lines)")
    }

    @Test func `a text of several lines keeps them below its label`() throws {
        var campaign = Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: "Spring")
        campaign.text = "Hello\n\u{1B}[31mred"
        let lines = try written(Row(campaign))
        let label = try #require(lines.firstIndex(of: "Text"))
        #expect(lines[(label + 1)...].prefix(2) == ["  Hello", "  ␛[31mred"])
    }

    @Test func `a time says how far it is from UTC`() throws {
        var contact = contact
        contact.created = Date(timeIntervalSince1970: 1_772_366_400)
        let lines = try written(Row(contact), in: WallZone(secondsAhead: 3600))
        #expect(lines.contains { $0.hasSuffix("2026-03-01 13:00:00 +01:00") }, "\(lines)")
    }

    @Test func `what part could not be read is said above the rest`() throws {
        var contact = contact
        contact.oddity = "age is no whole number"
        let lines = try written(Row(contact))
        #expect(lines[1].hasPrefix("Not readable") && lines[1].hasSuffix("age is no whole number"))
    }
}
