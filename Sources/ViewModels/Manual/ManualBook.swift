import FoundationEssentials
package import ServiceCore

/// The manual as the board and the command line show it.
package struct ManualBook: Sendable {
    package let topics: [ManualTopic]

    package init(_ topics: [ManualTopic] = []) { self.topics = topics }

    /// - Throws: `.notFound` with the nearest topic.
    package func topic(_ name: String) throws(ServiceError) -> ManualTopic {
        if let topic = topics.first(where: { $0.name == name.lowercased() }) { return topic }
        let names = topics.map(\.name)
        throw ServiceError(
            .notFound, "The manual has no topic “\(name)”.",
            hint: NearestName.hint(for: name, among: names))
    }

    /// The page of a topic, or without one all topics; its tables are set for the width at hand.
    func lines(of topic: ManualTopic?, width: Int) -> [DetailLine] {
        topic?.lines(width: width) ?? contents
    }

    /// A topic a line; Enter on it opens its page.
    package var contents: [DetailLine] {
        topics.map {
            DetailLine.field($0.name, $0.summary, link: .manual($0.name))
        }
    }
}

/// One page of the manual: a heading, a sentence that says what it is about, and the rest.
package struct ManualTopic: Sendable {
    package let name: String
    private let bytes: [UInt8]

    /// - Parameter bytes: Markdown in UTF-8; it is read when the page is shown.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package var title: String {
        for case .heading(let text) in blocks { return text }
        return name
    }

    /// The paragraph under the heading.
    package var summary: String {
        for case .paragraph(let text) in blocks { return text }
        return ""
    }

    /// The page for a terminal; no line is wider than `width`, code aside.
    package func lines(width: Int) -> [DetailLine] { MarkdownText(width: width).lines(of: blocks) }

    private var blocks: [MarkdownBlock] { MarkdownReader.blocks(of: String(decoding: bytes, as: UTF8.self)) }
}
