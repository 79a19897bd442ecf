import Testing

/// The drawing in `Sources/README.md`, what `Package.swift` declares and what the files import are one.
@Suite struct DrawingTests {
    private static let targets = Result { try PackageManifest().targets }

    /// Modules of the toolchain, which nobody declares.
    private static let given: Set = [
        "Dispatch", "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Observation",
        "Synchronization",
        "Testing",
    ]

    /// Linked for what it does as the program starts.
    private static let neverImported: Set = ["CTestWidth"]

    /// `Screens ─► ViewModels ServiceCore · Product`, a target a line; what begins with a blank goes on with it.
    private func drawn() throws -> [(target: String, needs: [String])] {
        let text = try SourceTree.text("Sources/README.md")
        return text.matches(of: /\n(\w+) +─►([^\n]*(?:\n +[^\n]+)*)/).map { match in
            (String(match.1), match.2.matches(of: /\w+/).map { String($0.0) })
        }
    }

    @Test func `every target is drawn with what Package.swift declares for it`() throws {
        let declared = try Self.targets.get().filter { $0.folder.hasPrefix("Tests/") == false }
        let drawn = try drawn()
        #expect(Set(declared.map(\.name)) == Set(drawn.map(\.target)) && declared.count == drawn.count)
        for target in declared {
            let needs = drawn.first { $0.target == target.name }?.needs ?? []
            #expect(Set(needs) == target.dependencies, "\(target.name)")
        }
    }

    @Test func `arrows only lead down the drawing, so that there is no circle`() throws {
        let drawn = try drawn()
        let order = drawn.map(\.target)
        for (place, line) in drawn.enumerated() {
            let up = line.needs.filter { order.firstIndex(of: $0).map { $0 <= place } ?? false }
            #expect(up == [], "\(line.target)")
        }
    }

    @Test func `a target declares what its files import, and nothing else`() throws {
        let targets = try Self.targets.get()
        #expect(targets.count > 20)
        for target in targets {
            let imports = try SourceTree.imports(of: target.folder).subtracting(Self.given)
            let declared = target.dependencies.subtracting(Self.neverImported)
            #expect(imports.subtracting(declared) == [], "\(target.name) imports what it does not declare")
            #expect(declared.subtracting(imports) == [], "\(target.name) declares what it does not import")
        }
    }

    @Test func `the page names every target and every room of Platform`() throws {
        let page = try SourceTree.text("Sources/README.md")
        let rooms = try SourceTree.files(in: "Sources/Platform", ".swift").compactMap { file in
            let parts = file.split(separator: "/")
            return parts.count > 3 ? "Platform/\(parts[2])" : nil
        }
        let targets = try Self.targets.get().map(\.folder).filter { $0.hasPrefix("Sources/") }
        let names = Set(rooms + targets.map { String($0.dropFirst("Sources/".count)) })
        #expect(names.count > 30)
        // Maps of two libraries of the system, drawn above.
        #expect(names.filter { !page.contains("](\($0))") }.sorted() == ["CAres", "CZlib"])
    }

    @Test func `what must not be known is not imported`() throws {
        let forbidden: [(folder: String, modules: Set<String>)] = [
            ("Sources/Terminal", ["CNcurses", "ServiceCore"]), ("Sources/ServiceCore", ["GRDB", "NIOCore"]),
            ("Sources/Screens", ["CNcurses", "Foundation", "Platform", "Providers"]),
            ("Sources/ViewModels", ["CNcurses", "Platform", "Providers", "GRDB", "NIOCore"]),
            ("Sources/Providers", ["Platform", "PlatformServer", "ViewModels", "Terminal"]),
            ("Sources/Platform", ["GRDB", "Providers", "ViewModels", "Terminal"]),
            ("Sources/PlatformServer", ["GRDB", "Providers", "ViewModels", "Terminal"]),
            ("Sources/SMTP", ["ServiceCore", "Store", "Platform", "Providers", "ViewModels", "Terminal"]),
            ("Sources/Store", ["Platform", "Providers", "ViewModels", "Terminal"]),
            ("Sources/Settings", ["Providers", "ViewModels"]), ("Sources/TestSupport", ["sendboard"]),
        ]
        for (folder, modules) in forbidden {
            #expect(try SourceTree.imports(of: folder).intersection(modules) == [], "\(folder)")
        }
    }
}
