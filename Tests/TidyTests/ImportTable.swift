import Testing

/// What each target of `Sources` may import: the architecture, as a table (ARCHITECTURE.md draws it).
///
/// Below layer 3 there is no Foundation, no clock, no file, no network, no locale.
struct Room: Sendable, CustomTestStringConvertible {
    let name: String
    let layer: Int
    /// Our own targets and the modules of others.
    let imports: Set<String>

    var testDescription: String { name }

    /// May not touch the world: decisions only.
    var isPure: Bool { layer <= 2 }
}

/// Modules of the platform that the shell and the edges may use.
private let platform: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"]
private let layersZeroToTwo: Set<String> = [
    "Values", "Ledger", "Formats", "Texts", "Outbox", "Legal", "Dunning", "Insight", "Documents", "ScenarioFiles",
    "Statements", "Matching",
]

private func pure(_ name: String, _ layer: Int, _ imports: Set<String>) -> Room {
    Room(name: name, layer: layer, imports: imports)
}

private func edge(_ name: String, _ layer: Int, _ imports: Set<String>) -> Room {
    Room(name: name, layer: layer, imports: imports.union(platform))
}

let importTable: [Room] = [
    pure("Values", 0, []),

    pure("Ledger", 1, ["Values"]),
    pure("Formats", 1, ["Values", "CZip", "CXML"]),
    pure("Texts", 1, ["Values"]),
    pure("Outbox", 1, ["Values"]),

    pure("Legal", 2, ["Values", "Ledger"]),
    pure("Dunning", 2, ["Values", "Ledger"]),
    pure("Matching", 2, ["Values", "Ledger"]),
    pure("Insight", 2, ["Values", "Ledger"]),
    pure("Documents", 2, ["Values", "Ledger", "Texts"]),
    pure("Statements", 2, ["Values", "Formats"]),
    pure("ScenarioFiles", 2, ["Values", "Ledger", "Texts", "Dunning", "Yams"]),

    pure("MatchTrial", 3, ["Values", "Ledger", "Matching"]),

    edge("SQL", 3, ["Values"]),
    edge("SQLiteEngine", 3, ["SQL", "Values", "GRDB", "GRDBSQLite"]),
    edge("PostgresEngine", 3, ["SQL", "Values", "CPostgres"]),
    edge("Storage", 3, ["SQL", "Values", "Ledger", "Outbox", "Insight", "CSodium"]),
    edge("Channels", 3, ["Values", "Outbox", "CCurl", "CGMime"]),

    edge("Workflows", 4, layersZeroToTwo.union(["SQL", "Storage"])),

    edge("Reading", 4, layersZeroToTwo.union(["SQL", "Storage", "Workflows"])),

    edge("Imports", 4, layersZeroToTwo.union(["SQL", "Storage", "Workflows"])),

    edge("Safekeeping", 4, ["Values", "Ledger", "Outbox", "Dunning", "SQL", "Storage", "Workflows"]),

    edge("CommandLine", 5, layersZeroToTwo.union(["MatchTrial", "Workflows", "Reading", "Imports", "Safekeeping", "ArgumentParser"])),
    // HTTPTypes, NIOCore and Logging are parts of Hummingbird that its own interface shows.
    edge("BackOffice", 5, layersZeroToTwo.union(["Workflows", "Reading", "Hummingbird", "HTTPTypes", "NIOCore", "Logging"])),

    // A world to live in: it is given a database, and knows no engine.
    edge("Simulator", 5, layersZeroToTwo.union(["SQL", "Storage", "Workflows", "Imports", "Safekeeping"])),

    edge("relance", 6, layersZeroToTwo.union([
        "SQL", "SQLiteEngine", "PostgresEngine", "Storage", "Channels", "Workflows", "Reading", "Imports", "Safekeeping", "CommandLine",
        "BackOffice", "Simulator", "ArgumentParser",
    ])),
    // The measures: a second program, which puts the parts together as the first does.
    edge("relance-bench", 6, layersZeroToTwo.union([
        "SQL", "SQLiteEngine", "PostgresEngine", "Storage", "Channels", "Workflows", "Reading", "Imports",
    ])),
    // What tests share; no program is linked with it.
    edge("TestKit", 6, layersZeroToTwo.union(["CSpawn", "SQL", "SQLiteEngine", "PostgresEngine", "Storage", "Workflows"])),
]
