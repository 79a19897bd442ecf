// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target of ours: Swift 6 mode, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "sendboard",
    products: [.executable(name: "sendboard", targets: ["sendboard"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Front end.
        .target(
            name: "CNcurses",
            cSettings: [.define("_XOPEN_SOURCE_EXTENDED"), .define("_GNU_SOURCE")],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        module("Terminal"),
        module("TerminalNcurses", ["Terminal", "CNcurses"]),
        .target(
            name: "Themes", path: "themes", exclude: [],
            resources: ["default", "dark", "light", "high-contrast", "colour-blind", "sixteen"].map {
                .embedInCode("\($0).yaml")
            },
            swiftSettings: strict),
        module("Screens", ["ViewModels", "ServiceCore", "Terminal"]),
        module("ViewModels", ["ServiceCore", "Terminal"]),

        // Async service core.
        module("ServiceCore"),
        .systemLibrary(name: "CAres", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
        module("Platform", ["ServiceCore", "CAres", grdb, crypto, cryptoExtras, logging]),

        // The program.
        module("Settings", ["ServiceCore", "Terminal", "Themes", subprocess, yams]),
        .executableTarget(
            name: "sendboard",
            dependencies: [
                "Terminal", "TerminalNcurses", "Screens", "ViewModels", "ServiceCore", "Platform",
                "Settings", "Themes", arguments, logging,
            ],
            swiftSettings: strict),
        module("TestSupport", ["Terminal", "ServiceCore", "ViewModels", "Screens", "Platform"]),

        tests(of: "Terminal", ["Themes"]),
        tests(of: "TerminalNcurses", ["Terminal", "CNcurses"]),
        tests(of: "ServiceCore"),
        tests(of: "Platform", ["ServiceCore", grdb]),
        tests(of: "ViewModels", ["ServiceCore", "Terminal"]),
        tests(of: "Screens", ["ViewModels", "ServiceCore", "Terminal"], exclude: ["Goldens"]),
        tests(of: "Settings", ["ServiceCore", "Terminal"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["sendboard", "TestSupport", grdb], swiftSettings: strict),
    ]
)
