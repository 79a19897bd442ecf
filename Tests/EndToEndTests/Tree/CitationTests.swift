import Foundation
import Testing

/// What a comment or a page names is in the tree, so that whoever reads it can look it up.
@Suite struct CitationTests {
    /// Folders of one hosted platform, in whatever target: a `§` without a name is one of its wire format.
    private static let platforms = ["Dyn", "SendClean", "DMDS", "SMSDrop"]

    private struct Comment {
        let file: String
        let text: Substring
    }

    /// The comments that name a document or a section.
    private func citations() throws -> [Comment] {
        var files = try ["Sources", "Tests", "themes"].flatMap {
            try SourceTree.files(in: $0, ".swift", ".c", ".h")
        }
        files += ["Package.swift", ".ci/run", ".ci/load", ".ci/measure"]
        return try files.flatMap { file in
            let mark = file.hasPrefix(".ci") ? /^#\s/ : /(?:^|\s)\/\/\/?\s/
            return try SourceTree.text(file).split(separator: "\n").filter { line in
                line.utf8.contains(0xA7) || line.contains(".md")
            }.compactMap { line in
                line.firstMatch(of: mark).map { Comment(file: file, text: line[$0.range.upperBound...]) }
            }
        }
    }

    /// The file that a name stands for: from the root, from `Sources`, or beside the one that names it or above.
    private func place(of name: String, named file: String) -> String? {
        var folders = ["", "Sources"]
        var folder = file
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            folders.append(folder)
        }
        return folders.map { $0.isEmpty ? name : "\($0)/\(name)" }.first(where: SourceTree.exists)
    }

    private func hasSection(_ number: Substring, in file: String) throws -> Bool {
        try SourceTree.text(file).contains("\n## \(number). ")
    }

    @Test func `a document that a comment names is there, and so is its section`() throws {
        let citations = try citations()
        #expect(citations.count > 100)
        for comment in citations {
            for match in comment.text.matches(of: /([\w.\/-]*\w\.md)\b`?(?: §(\d+))?/) {
                guard let file = place(of: String(match.1), named: comment.file) else {
                    Issue.record("\(comment.file): there is no \(match.1)")
                    continue
                }
                if let section = match.2 {
                    let isThere = try hasSection(section, in: file)
                    #expect(isThere, "\(comment.file): \(match.1) has no section \(section)")
                }
            }
        }
    }

    @Test func `a section that is named alone is one of the page or the platform beside it`() throws {
        for comment in try citations() {
            // Standards number their sections too.
            if comment.text.contains(/\b(?:RFC|YAML|3GPP|UTS)\s/) { continue }
            #expect(!comment.text.contains(/\b[A-Z]{4,} §/), "\(comment.file): \(comment.text)")
            let page = page(of: comment)
            for match in comment.text.matches(of: /§(\d+)/) {
                let isThere = try page.map { try hasSection(match.1, in: $0) }
                #expect(isThere == true, "\(comment.file): \(comment.text)")
            }
        }
    }

    /// The page that a section without a name is of: the one that the line names, else that of the platform.
    private func page(of comment: Comment) -> String? {
        if let named = comment.text.firstMatch(of: /[\w.\/-]*\w\.md\b/) {
            return place(of: String(named.0), named: comment.file)
        }
        let folders = comment.file.split(separator: "/").map(String.init)
        return Self.platforms.first(where: folders.contains).map { "Sources/Providers/\($0)/WIRE.md" }
    }

    @Test func `a page links to what is there`() throws {
        let pages = try ["README.md"] + SourceTree.files(in: "Sources", ".md")
        #expect(pages.count > 15)
        for page in pages {
            let folder = page.contains("/") ? String(page[..<page.lastIndex(of: "/")!]) : "."
            for match in try SourceTree.text(page).matches(of: /\]\(([^)#:\s]+)\)/) {
                let isThere = SourceTree.exists("\(folder)/\(match.1)")
                #expect(isThere, "\(page): \(match.1)")
            }
        }
    }

    @Test func `the README leads to every page of the manual`() throws {
        let text = try SourceTree.text("README.md")
        let pages = try SourceTree.files(in: "Sources/Manual", ".md")
        #expect(pages.filter { !text.contains("(\($0))") } == [])
    }

    @Test func `the README is short enough to be read`() throws {
        #expect(
            try SourceTree.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count
                <= 201)
    }
}
