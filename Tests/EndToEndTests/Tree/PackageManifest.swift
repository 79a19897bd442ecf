import Foundation

/// What `Package.swift` declares, read off its text: asking SwiftPM would wait for the build that runs the tests.
struct PackageManifest {
    struct Target {
        let name: String
        let isTest: Bool
        let folder: String
        /// Targets and products, the ones of packages by the name of their module.
        let dependencies: Set<String>
    }

    let targets: [Target]

    init() throws {
        let text = try SourceTree.text("Package.swift")
        let shared = Self.shared(text)
        targets = text.matches(of: /\n {8}\.?(\w+)\(\s*(?:of|name)?:?\s*"(\w+)"/).map { match in
            let call = Self.call(in: text[match.range.lowerBound...])
            let isTest = ["tests", "testTarget"].contains(match.1)
            let name = String(match.2) + (match.1 == "tests" ? "Tests" : "")
            var dependencies = Self.names(in: Self.dependencies(of: call), shared)
            if match.1 == "tests" { dependencies.insert(String(match.2)) }
            return Target(
                name: name, isTest: isTest, folder: Self.folder(of: call) ?? Self.folder(name, isTest),
                dependencies: dependencies)
        }
    }

    private static func folder(_ name: String, _ isTest: Bool) -> String {
        "\(isTest ? "Tests" : "Sources")/\(name)"
    }

    private static func folder(of call: Substring) -> String? {
        call.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
    }

    /// What `let` names once for several targets: `let nio: [Target.Dependency] = …`.
    private static func shared(_ text: String) -> [Substring: Set<String>] {
        var shared: [Substring: Set<String>] = [:]
        for match in text.matches(of: /let (\w+): \[?Target\.Dependency\]? =/) {
            let rest = text[match.range.upperBound...]
            let end = rest.firstMatch(of: /\n(?:let|func)\b/)?.range.lowerBound ?? rest.endIndex
            shared[match.1] = names(in: rest[..<end], shared)
        }
        return shared
    }

    /// The call that begins there, up to the bracket that closes it.
    private static func call(in text: Substring) -> Substring {
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if text[index] == ")", depth == 0 { return text[...index] }
        }
        return text
    }

    /// The part of a call that lists what the target needs.
    private static func dependencies(of call: Substring) -> Substring {
        let end = /,\s*(?:path|exclude|resources|swiftSettings|cSettings|linkerSettings|pkgConfig):/
        let name = call.firstMatch(of: /"\w+"/)?.range.upperBound ?? call.endIndex
        let rest = call[name...]
        return rest[..<(rest.firstMatch(of: end)?.range.lowerBound ?? rest.endIndex)]
    }

    /// The quoted names, less those of the packages they come from, and what the shared names stand for.
    private static func names(in text: Substring, _ shared: [Substring: Set<String>]) -> Set<String> {
        let own = text.matches(of: /(package: )?"(\w[\w.-]*)"/).filter { $0.1 == nil }.map { String($0.2) }
        let words = text.replacing(/"[^"]*"/, with: "").matches(of: /\w+/).compactMap { shared[$0.0] }
        return words.reduce(Set(own)) { $0.union($1) }
    }
}
