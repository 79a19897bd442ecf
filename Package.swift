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

/// A release stands alone, without a Swift runtime to be installed beside it, and maps a fifth less memory: only what is
/// used of the runtime, with packed relocations and no table of exported symbols.
let standalone: LinkerSetting = .unsafeFlags(
    [
        "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
        "-l_FoundationCollections",
        "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
        "--no-export-dynamic",
    ], .when(configuration: .release))

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nio: [Target.Dependency] = [nioCore, nioHTTP1, nioPosix]
let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    nioCore, nioHTTP1,
]
let certificates: [Target.Dependency] = [
    .product(name: "X509", package: "swift-certificates"), .product(name: "SwiftASN1", package: "swift-asn1"),
]

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name)] + dependencies,
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
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
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
        .target(
            name: "Manual",
            resources: [
                "keys", "command-line", "overview", "filter", "times", "undo", "evidence", "many",
                "campaigns",
                "reports", "erasing", "people", "lists", "connections", "settings", "themes", "consoles",
                "relay", "gateway", "message", "bounces", "tracking", "server", "submission", "speed",
            ].map { .embedInCode("\($0).md") },
            swiftSettings: strict),
        module("Screens", ["ViewModels", "ServiceCore", "Terminal"]),
        module("ViewModels", ["ServiceCore", "Terminal"]),

        // Async service core.
        module("ServiceCore"),
        // The only one that imports GRDB; knows no table of ours.
        module("Store", ["ServiceCore", grdb, nioCore]),
        .systemLibrary(name: "CAres", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Messages as bytes; knows nothing of ours.
        module("Mail", [crypto, cryptoExtras]),
        // Sessions with a relay; knows nothing of ours either.
        module("SMTP", [nioCore, nioPosix, nioTLS, tls]),
        module(
            "Platform",
            [
                "ServiceCore", "Store", "Mail", "SMTP", "CAres", "CZlib", crypto, cryptoExtras, logging,
                httpClient,
                tls, nioTLS,
            ] + nio),
        module(
            "Providers", ["ServiceCore", httpClient, tls, logging] + nio,
            exclude: ["Dyn", "SendClean", "DMDS", "SMSDrop"].map { "\($0)/WIRE.md" }),

        module("PlatformServer", ["ServiceCore", "Mail", "SMTP", "Platform", logging, tls] + hummingbird),

        // The program.
        module("Settings", ["ServiceCore", "Terminal", "Themes", subprocess, yams]),
        .executableTarget(
            name: "sendboard",
            dependencies: [
                "Terminal", "TerminalNcurses", "Screens", "ViewModels", "ServiceCore", "SMTP", "Platform",
                "Providers", "PlatformServer", "Settings", "Store", "Manual", arguments, logging, subprocess,
                system,
            ],
            swiftSettings: strict, linkerSettings: [standalone]),
        .target(name: "CTestWidth"),
        module(
            "TestSupport",
            [
                "CTestWidth", "Terminal", "ServiceCore", "ViewModels", tls, crypto, cryptoExtras, logging,
                nioCore,
                nioPosix,
            ] + certificates),

        tests(of: "Terminal", ["Themes"]),
        tests(of: "TerminalNcurses", ["Terminal", "CNcurses"]),
        tests(of: "ServiceCore", ["TestSupport"]),
        tests(of: "Mail", ["TestSupport", cryptoExtras], exclude: ["Reports/Corpus"]),
        tests(of: "SMTP", ["TestSupport", nioCore, tls]),
        tests(of: "Store", ["ServiceCore", grdb]),
        tests(
            of: "Platform",
            ["ServiceCore", "Store", "Mail", "SMTP", "TestSupport", grdb, crypto, cryptoExtras],
            exclude: ["Schema/Upgrade/first-tables.sql"]),
        tests(
            of: "Providers",
            ["ServiceCore", "Platform", "PlatformServer", "ViewModels", "TestSupport", logging]),
        tests(
            of: "PlatformServer",
            ["ServiceCore", "Mail", "Platform", "Store", "TestSupport", httpClient, tls] + nio),
        tests(of: "ViewModels", ["ServiceCore", "Terminal", "Manual", "TestSupport"]),
        tests(
            of: "Screens", ["ViewModels", "ServiceCore", "Settings", "Terminal", "TestSupport"],
            exclude: ["Goldens"]),
        tests(of: "Settings", ["ServiceCore", "Terminal"]),
        // Crashes on purpose with the terminal in its hands; no product, so that nobody installs it.
        .executableTarget(
            name: "CrashFixture", dependencies: ["ServiceCore", "Terminal", "TerminalNcurses"],
            path: "Tests/CrashFixture",
            swiftSettings: strict),
        // Large sizes against the clock: `swift run -c release Benchmarks`.
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["ServiceCore", "Platform", "PlatformServer", "SMTP", nioCore, nioPosix],
            path: "Tests/Benchmarks",
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "sendboard", "CrashFixture", "ServiceCore", "Terminal", "Platform", "Store", "TestSupport",
                grdb,
            ],
            swiftSettings: strict),
        // The parts of the program by value, without a process of their own.
        .testTarget(
            name: "SendboardTests",
            dependencies: [
                "sendboard", "Settings", "Providers", "ServiceCore", "Terminal", "ViewModels", "Platform",
                "TestSupport", arguments, logging,
            ],
            swiftSettings: strict),
    ]
)
