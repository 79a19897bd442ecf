import Foundation
import FoundationXML
import ServiceCore
import Testing

@Suite struct ReportFormatTests {
    /// What a page is made of, as a reader of XML finds it.
    private final class PageReader: NSObject, XMLParserDelegate {
        private(set) var elements: [String] = []
        private(set) var attributes: [(String, String)] = []
        private(set) var text = ""

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
            qualifiedName: String?, attributes attributeDict: [String: String]
        ) {
            elements.append(element)
            attributes += attributeDict.map { ($0.key, $0.value) }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ report: CampaignReport) throws -> PageReader {
        let page = ReportFormat.html.text(of: report, .utc)
        let (reader, parser) = (PageReader(), XMLParser(data: Data(page.utf8)))
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")")
        return reader
    }

    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a & b < c", "</title></head><body>",
        "tab\tline\nnul\u{0}esc\u{1B}[31m", "\u{202E}evil\u{2066}", "\u{FFFE}\u{FFFF}", "]]>", "é 日本 🎉", "",
        "'onload='x", "{{first_name}}", "&#60;b&#62;",
    ]

    @Test(arguments: hostile)
    func `a page is well-formed, and what comes from outside is text in it`(text: String) throws {
        let plain = try read(SampleReport.make())
        let reader = try read(SampleReport.make(text, reply: text))
        #expect(reader.elements == plain.elements)
        #expect(Set(reader.elements).isDisjoint(with: ["script", "img", "link", "iframe", "a", "object"]))
        #expect(
            !reader.attributes.contains { $0.0.hasPrefix("on") || ["src", "href", "style"].contains($0.0) })
        let unseen = reader.text.unicodeScalars.filter { (0x202A...0x2069).contains($0.value) }
        #expect(unseen.isEmpty)
    }

    @Test func `a title is told as it is`() throws {
        #expect(try read(SampleReport.make("a & b < c \"d\" 'e'")).text.contains("a & b < c \"d\" 'e'"))
    }

    @Test func `the page asks for nothing from elsewhere`() {
        let page = ReportFormat.html.text(of: SampleReport.make(), .utc)
        #expect(
            page.hasPrefix("<!DOCTYPE html>\n")
                && page.contains("default-src 'none'".replacing("'", with: "&#39;")))
        #expect(!page.contains("url(") && !page.contains("@import") && !page.contains("javascript:"))
        for part in [
            "prefers-color-scheme:dark", "@media print", "role=\"img\"", "scope=\"row\"", "<caption>",
        ] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test func `each chart stands beside the table that it is drawn from, and each bar in its row`() throws {
        let reader = try read(SampleReport.make())
        let shown = reader.elements.filter { ["svg", "table"].contains($0) }
        // Of the rows after the first table those have a bar that count somebody.
        let bars = [4, 2, 1, 2, 2].flatMap { ["table"] + Array(repeating: "svg", count: $0) }
        #expect(shown == ["svg", "table"] + bars + ["svg", "table"])
        #expect(reader.attributes.filter { $0 == ("aria-hidden", "true") }.count == 11)
        #expect(reader.attributes.filter { $0 == ("role", "img") }.count == 2)
    }

    @Test func `no two states and no two kinds of a timeline share a colour`() throws {
        var report = SampleReport.make()
        let none = Dictionary(uniqueKeysWithValues: CampaignTimeline.kinds.map { ($0, [1]) })
        report.timeline = CampaignTimeline(start: SampleReport.start, step: 60, counts: none)
        let keys = try read(report).attributes.filter { $0.0 == "class" && $0.1.hasPrefix("key ") }.map(\.1)
        let states = report.progress.shownStates.count
        #expect(keys.count == states + CampaignTimeline.kinds.count)
        #expect(Set(keys.prefix(states)).count == states)
        #expect(Set(keys.dropFirst(states)).count == CampaignTimeline.kinds.count)
        let page = ReportFormat.html.text(of: report, .utc)
        for key in Set(keys) { #expect(page.contains(".\(key.dropFirst(4)){fill:"), "\(key)") }
    }

    @Test func `text and JSON tell the same numbers`() throws {
        let report = SampleReport.make()
        let text = ReportFormat.text.text(of: report, .utc)
        for line in [
            "Finished, but 6 not sent, 9 bounced.", "Recipients    100", "         80  80.0 %  delivered",
            "          4  4.0 %  suppressed: complaint", "COURSE OF TIME, EVERY 5 MIN",
        ] {
            #expect(text.contains(line), "\(line) in\n\(text)")
        }
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(ReportFormat.json.text(of: report, .utc).utf8))
                as? [String: Any])
        let states = try #require(json["states"] as? [String: Int])
        #expect(states.values.reduce(0, +) == json["audience"] as? Int && states["not_sent"] == 6)
        let links = try #require(json["links"] as? [[String: Any]])
        #expect(links.map { $0["times"] as? Int } == [10, 2] && links[1]["link"] is NSNull)
        let timeline = try #require(json["timeline"] as? [String: Any])
        #expect((timeline["counts"] as? [String: [Int]]) == ["accepted": [60, 25], "view": [0, 40]])
    }

    @Test func `what is not told is null in JSON`() throws {
        var report = SampleReport.make()
        report.progress.audience = nil
        report.progress.told = .init(states: [], later: [])
        (report.people, report.links, report.timeline) = (nil, nil, nil)
        let text = ReportFormat.json.text(of: report, .utc)
        for member in ["audience", "states", "not_sent", "replies", "domains", "links", "timeline"] {
            #expect(text.contains("\"\(member)\":null"), "\(member)")
        }
    }

    @Test func `a launch that goes on says that its numbers will change`() {
        let text = ReportFormat.text.text(of: SampleReport.make(state: .running), .utc)
        #expect(text.contains("\nRunning; the numbers will change.\n"))
    }

    @Test(
        arguments: [
            ("a.html", ReportFormat.html), ("A.HTM", .html), ("a.txt", .text), ("a.json", .json),
            ("a.pdf", nil),
            ("html", nil),
        ] as [(String, ReportFormat?)])
    func `the ending of a name says the form`(name: String, format: ReportFormat?) {
        #expect(ReportFormat(ofFile: name) == format)
    }
}
