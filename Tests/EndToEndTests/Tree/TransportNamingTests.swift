import Testing

/// The transport is a value that the platform is given, so no other code knows which one it is.
@Suite struct TransportNamingTests {
    /// Where the sandbox may be named: where it is made, in the demo's past and in rehearsals, which are its own, and in
    /// test fakes.
    private static let own = [
        "Sources/Platform/Engine/Sandbox/", "Sources/Platform/Engine/Rehearsal/", "Sources/Platform/Sample/",
        "Sources/TestSupport/",
    ]
    /// SendClean's form says so of SendClean.
    private static let said = ["Sources/Providers/SendClean/Messages/SendClean+Mailing+Form.swift"]

    @Test func `no code but the sandbox's own names it`() throws {
        let comment = try Regex(#"(?m)(^|\s)//.*$"#)
        let naming = try SourceTree.files(in: "Sources", ".swift").filter { path in
            let code = try SourceTree.text(path).replacing(comment, with: "")
            return code.firstMatch(of: /sandbox(?!ed)/.ignoresCase()) != nil
        }
        #expect(naming.contains { $0.hasPrefix(Self.own[0]) }, "the files are read")
        let others = naming.filter { path in !Self.own.contains { path.hasPrefix($0) } }
        #expect(others == Self.said)
    }
}
