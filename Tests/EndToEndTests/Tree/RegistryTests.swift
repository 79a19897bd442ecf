import Foundation
import Testing

/// What a kind of row costs outside its own files.
@Suite struct RegistryTests {
    /// Its resource, its room and its pane; what is shown of it in samples and what wires say of it is theirs, and so is
    /// what a campaign's form takes of one.
    private static let own = [
        "Sources/ServiceCore/Resources/Template.swift", "Sources/Platform/Templates/",
        "Sources/ViewModels/Panes/TemplatesPane.swift", "Sources/Platform/Sample/", "Sources/sendboard/Demo/",
        "Sources/Platform/Campaigns/TemplateInsertion.swift",
    ]

    @Test func `a kind is named by a line in each of two registries, and its table by two`() throws {
        let name = try Regex(#"\bTemplate(Kind|Queries|Tables)?\b|\.templates?\b"#).wordBoundaryKind(.simple)
        var lines: [String: Int] = [:]
        for target in ["ServiceCore", "ViewModels", "Screens", "Platform", "sendboard"] {
            for file in try SourceTree.files(in: "Sources/\(target)", ".swift")
            where !Self.own.contains(where: file.hasPrefix) {
                let code = try SourceTree.text(file).split(separator: "\n").filter {
                    !$0.drop { $0 == " " }.hasPrefix("//") && $0.contains(name)
                }
                if !code.isEmpty { lines[file] = code.count }
            }
        }
        #expect(
            lines == [
                "Sources/ViewModels/Panes/PaneRegistry.swift": 1,
                "Sources/Platform/PlatformContext+Kinds.swift": 1,
                // The migration that makes its table, and the kind whose rows a change of it shows.
                "Sources/Platform/Schema/Schema.swift": 1, "Sources/Platform/ChangedKinds.swift": 1,
            ])
    }
}
