// swift-tools-version:6.2
import PackageDescription

/// The habits every target keeps (STYLE.md, rule 2).
let habits: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A C library from Debian, behind a module map; used by one Swift target only.
func library(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: habits)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: habits)
}

let package = Package(
    name: "relance",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    ],
    targets: [
        library("CPostgres", pkgConfig: "libpq", debian: "libpq-dev"),
        library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        library("CGMime", pkgConfig: "gmime-3.0", debian: "libgmime-3.0-dev"),
        library("CZip", pkgConfig: "libzip", debian: "libzip-dev"),
        library("CXML", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        library("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        .systemLibrary(name: "CSpawn"),

        room("Values"),
        room("Ledger", ["Values"]),
        room("Formats", ["Values", "CZip", "CXML"]),
        room("Statements", ["Values", "Formats"]),
        room("Texts", ["Values"]),
        tests("TextsTests", ["Texts", "Values"]),
        room("Outbox", ["Values"]),
        room("Legal", ["Values", "Ledger"]),
        room("Dunning", ["Values", "Ledger"]),
        room("Matching", ["Values", "Ledger"]),
        // Made-up ledgers with their truth, by which matching is measured and its probabilities fitted.
        room("MatchTrial", ["Values", "Ledger", "Matching"]),
        room("Insight", ["Values", "Ledger"]),
        room("Documents", ["Values", "Ledger", "Texts"]),
        room("ScenarioFiles", ["Values", "Ledger", "Texts", "Dunning", .product(name: "Yams", package: "Yams")]),
        room("SQL", ["Values"]),
        room(
            "SQLiteEngine",
            [
                "SQL", "Values", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        room("PostgresEngine", ["SQL", "Values", "CPostgres"]),
        room("Storage", ["SQL", "Values", "Ledger", "Outbox", "Insight", "CSodium"]),
        room("Channels", ["Values", "Outbox", "CCurl", "CGMime"]),

        room(
            "Workflows",
            [
                "Values", "Ledger", "Matching", "Formats", "Outbox", "Texts", "Dunning", "Legal", "Insight", "Documents",
                "ScenarioFiles", "SQL", "Storage",
            ]),
        room(
            "Reading",
            [
                "Values", "Ledger", "Matching", "Outbox", "Texts", "Dunning", "Insight", "Documents", "ScenarioFiles", "SQL",
                "Storage", "Workflows",
            ]),
        room("Imports", ["Values", "Ledger", "Formats", "Statements", "Texts", "Dunning", "Legal", "SQL", "Storage", "Workflows"]),
        room("Safekeeping", ["Values", "Ledger", "Outbox", "Dunning", "SQL", "Storage", "Workflows"]),

        room(
            "Simulator",
            ["Values", "Ledger", "Outbox", "Dunning", "Matching", "SQL", "Storage", "Workflows", "Imports", "Safekeeping"]),

        .executableTarget(
            name: "relance-bench",
            dependencies: [
                "Values", "Ledger", "Outbox", "Dunning", "Insight", "SQL", "SQLiteEngine", "PostgresEngine", "Storage", "Channels",
                "Imports", "Workflows", "Reading", "Formats", "Statements", "Matching",
            ], swiftSettings: habits),

        room(
            "CommandLine",
            [
                "Values", "Ledger", "Formats", "Outbox", "Texts", "Dunning", "Legal", "Insight", "Documents",
                "ScenarioFiles", "Matching", "MatchTrial", "Workflows", "Reading", "Imports", "Safekeeping",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "relance",
            dependencies: [
                "Values", "Ledger", "Texts", "Outbox", "SQL", "SQLiteEngine", "PostgresEngine", "Storage", "Channels",
                "Workflows", "Reading", "Safekeeping", "CommandLine", "BackOffice", "Simulator",
            ], swiftSettings: habits),

        room(
            "BackOffice",
            [
                "Values", "Ledger", "Matching", "Texts", "Dunning", "Insight", "ScenarioFiles", "Workflows", "Reading",
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),

        room("TestKit", ["CSpawn", "SQL", "SQLiteEngine", "PostgresEngine", "Ledger", "Outbox", "Values"]),
        tests("SQLTests", ["SQL", "SQLiteEngine", "PostgresEngine", "TestKit", "Values"]),
        tests("StorageTests", ["Storage", "SQL", "Ledger", "Outbox", "TestKit", "Values"]),
        tests("TidyTests", []),
        // Each parser and what must hold for any input: tried by `make fuzz`, replayed by FuzzTests.
        .target(
            name: "Fuzz",
            dependencies: [
                "Values", "Ledger", "Formats", "Statements", "Texts", "Outbox", "Legal", "Matching", "Dunning", "Documents", "ScenarioFiles", "Storage",
                "Workflows",
            ],
            path: "Tests/Fuzz/Targets", swiftSettings: habits),
        tests("FuzzTests", ["Fuzz"]),
        tests("ExamplesTests", ["Formats", "Values"]),
        tests("ValuesTests", ["Values"]),
        tests("FormatsTests", ["Formats", "Values", "CZip"]),
        .testTarget(
            name: "StatementsTests", dependencies: ["Statements", "Formats", "TestKit", "Values"], exclude: ["Corpus", "Goldens"],
            swiftSettings: habits),
        tests("LedgerTests", ["Ledger", "TestKit", "Values"]),
        tests("LegalTests", ["Legal", "Values"]),
        tests("InsightTests", ["Insight", "Ledger", "Values"]),
        tests("InsightStorageTests", ["Storage", "SQL", "Insight", "Ledger", "Values", "TestKit"]),
        tests("MatchingTests", ["Matching", "MatchTrial", "Ledger", "Values"]),
        tests("DunningTests", ["Dunning", "Ledger", "Values"]),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "TestKit", "Texts", "Values"], exclude: ["Goldens"],
            swiftSettings: habits),
        tests("ScenarioFilesTests", ["ScenarioFiles", "Documents", "Dunning", "Ledger", "Texts", "Values"]),
        tests(
            "WorkflowsTests",
            [
                "Imports", "Workflows", "Reading", "Channels", "Dunning", "Formats", "Ledger", "Outbox", "PostgresEngine", "SQL", "ScenarioFiles", "Storage",
                "TestKit", "Texts", "Values",
            ]),
        .testTarget(
            name: "BackOfficeTests",
            dependencies: [
                "BackOffice", "Workflows", "Reading", "Channels", "Dunning", "Insight", "Ledger", "Outbox", "SQL", "SQLiteEngine", "ScenarioFiles", "Storage",
                "TestKit", "Texts", "Values",
            ],
            exclude: ["Goldens"], swiftSettings: habits),
        .testTarget(
            name: "CommandLineTests",
            // The program itself too: some tests run it as a process.
            dependencies: [
                "relance", "CommandLine", "Workflows", "Reading", "Channels", "Outbox", "SQL", "Texts", "TestKit", "Values",
            ],
            exclude: ["Goldens"], swiftSettings: habits),
        tests("OutboxTests", ["Outbox", "Values"]),
        tests(
            "SafekeepingTests",
            ["Safekeeping", "Workflows", "Channels", "Dunning", "Ledger", "Outbox", "SQL", "ScenarioFiles", "Storage", "TestKit", "Values"]),
        tests("ProgramTests", ["relance", "PostgresEngine", "SQL", "TestKit", "Workflows"]),
        tests("SimulatorTests", ["Outbox", "Simulator", "SQL", "SQLiteEngine", "TestKit", "Values"]),
        tests(
            "ChannelsTests", ["Channels", "Outbox", "TestKit", "Values"],
            resources: [.copy("Support/sink.py"), .copy("Support/reminder.eml")]),
    ]
)
