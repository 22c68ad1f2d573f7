import Foundation
import TestKit
import Testing

@Suite("A machine in the way is named with its remedy, and nothing is lost", .serialized, .timeLimit(.minutes(15)))
struct BadEnvironmentTests {
    @Test(
        "A data folder that may not be entered, or not be written to", .enabled(if: OrdinaryUser.exists, "nobody to refuse anything to"),
        arguments: [0o000, 0o500])
    func closedFolder(rights: Int) async throws {
        try await Stage.with(.sqlite) { stage in
            let user = try OrdinaryUser(stage)
            #expect(try await user.relance("company", "list").status == 0)
            let files = try FileManager.default.subpathsOfDirectory(atPath: stage.data).map { stage.data + "/" + $0 }
            for file in files { chmod(file, rights == 0o500 ? 0o400 : 0o600) }
            chmod(stage.data, mode_t(rights))
            let refused = try await user.relance("import", "customers.csv")
            #expect(refused.status == 4 && refused.error.contains("Permission denied") && refused.error.contains(stage.data), "\(refused)")
            chmod(stage.data, 0o700)
            for file in files { chmod(file, 0o600) }
            #expect(try await user.relance("import", "customers.csv").status == 0)
            #expect(try await user.relance("check").status == 0)
        }
    }

    @Test("A data folder below one where nothing may be made", .enabled(if: OrdinaryUser.exists, "nobody to refuse anything to"))
    func closedParent() async throws {
        try await Stage.with(.sqlite) { stage in
            let user = try OrdinaryUser(stage)
            mkdir(stage.folder + "/closed", 0o555)
            chmod(stage.folder + "/closed", 0o555)
            if geteuid() == 0 { chown(stage.folder + "/closed", 0, 0) }
            let refused = try await user.relance("company", "list", "--data", "closed/books")
            #expect(refused.status == 4 && refused.error.contains("closed/books: Permission denied"), "\(refused)")
        }
    }

    @Test("Files that are none: each is named, and the good one beside them is taken in", .enabled(if: OrdinaryUser.exists, "nobody to refuse anything to"))
    func strangeFiles() async throws {
        try await Stage.with(.sqlite) { stage in
            mkdir(stage.folder + "/folder.csv", 0o755)
            mkfifo(stage.folder + "/pipe.csv", 0o644)
            try Data().write(to: URL(fileURLWithPath: stage.folder + "/empty.csv"))
            // Two gigabytes, none of them on the disk.
            try Data().write(to: URL(fileURLWithPath: stage.folder + "/huge.csv"))
            try #require(truncate(stage.folder + "/huge.csv", 2 << 30) == 0)
            try Data("x".utf8).write(to: URL(fileURLWithPath: stage.folder + "/closed.csv"))
            let user = try OrdinaryUser(stage)
            chmod(stage.folder + "/closed.csv", 0)
            let ended = try await user.relance(
                "import", "folder.csv", "pipe.csv", "empty.csv", "huge.csv", "closed.csv", "none.csv", "/dev/null", "customers.csv",
                "--format", "json")
            #expect(ended.status == 1)
            let files = try JSONDecoder().decode(JSONValue.self, from: Data(ended.out.utf8))["files"].list
            let codes = files.map { "\($0["file"].text ?? "") \($0["rejected"].list.first?["code"].text ?? "taken")" }
            #expect(codes == [
                "folder.csv is_directory", "pipe.csv not_a_file", "empty.csv empty_file", "huge.csv file_too_large",
                "closed.csv no_permission", "none.csv file_not_found",
                "null not_a_file", "customers.csv taken",
            ])
            #expect(files.dropLast().allSatisfy { ($0["rejected"].list.first?["message"].text ?? "").count > 20 })
            #expect(try await user.relance("check").status == 0)
        }
    }

    @Test("A database that is none", arguments: ["text", "folder"])
    func strangeDatabase(kind: String) async throws {
        try await Stage.with(.sqlite) { stage in
            let data = stage.folder + "/strange"
            mkdir(data, 0o700)
            if kind == "folder" {
                mkdir(data + "/relance.sqlite", 0o700)
            } else {
                try Data(repeating: 0x61, count: 8192).write(to: URL(fileURLWithPath: data + "/relance.sqlite"))
            }
            let refused = try await stage.relance("company", "list", "--data", "strange")
            let (status, words): (Int32, String) = kind == "folder" ? (4, "Is a directory") : (3, "restore the last sound backup")
            #expect(refused.status == status && refused.error.contains(words), "\(refused)")
        }
    }

    @Test("A database server or a relay that is not there, or is not well named")
    func unreachable() async throws {
        try await Stage.with(.sqlite) { stage in
            let gone = try await stage.start(["company", "list"], ["RELANCE_DATABASE_URL": "postgresql://relance@127.0.0.1:1/relance"]).end()
            #expect(gone.status == 4 && gone.error.contains("RELANCE_DATABASE_URL"), "\(gone)")
            try await stage.succeed("import", "customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20")
            let odd = try await stage.start(["run", "--on", Stage.day], ["RELANCE_SMTP_URL": "ftp://relay"]).end()
            #expect(odd.status == 4 && odd.error.contains("RELANCE_SMTP_URL"), "\(odd)")
            let none = try await stage.start(["run", "--on", Stage.day], ["RELANCE_SMTP_URL": ""]).end()
            #expect(none.status == 1 && none.error.contains("RELANCE_SMTP_URL"), "\(none)")
            let down = try await stage.start(["run", "--on", Stage.day], ["RELANCE_SMTP_URL": "smtp://127.0.0.1:1?security=none"]).end()
            #expect(down.status == 0, "\(down)")
            #expect(try await stage.states().contains("accepted") == false)
            try stage.expectSingle(0)
            // The next morning the relay is there again.
            try await stage.playNextDay()
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    @Test("A disk that fills up: said so, nothing half written, nothing sent, and it heals", .enabled(if: SmallDisk.isPossible, "no small disk can be mounted here"))
    func fullDisk() async throws {
        try await Stage.with(.sqlite) { stage in
            let home = stage.folder + "/small"
            try await SmallDisk.with(home, kilobytes: 1000) { disk in
                func relance(_ words: String...) async throws -> Ended { try await stage.start(words, ["RELANCE_DATA": home]).end() }
                #expect(try await relance("company", "create", "--id", "acme", "--name", "Acme", "--live", "--email", "a@acme.example").status == 0)
                #expect(try await relance("import", "customers.csv", "invoices.csv", "--on", "2026-11-20").status == 0)
                let before = try await relance("balance", "--format", "json")
                try many(in: stage.folder)
                let full = try await relance("import", "many.csv", "--on", "2026-11-20")
                #expect(full.status == 4 && full.error.contains("the disk is full"), "\(full)")
                #expect(try await relance("balance", "--format", "json").out == before.out)
                #expect(try await relance("check").status == 0)

                try disk.fill()
                let run = try await relance("run", "--on", Stage.day)
                #expect(run.status == 4 && run.error.contains("the disk is full"), "\(run)")
                try stage.expectSingle(0)

                unlink(home + "/filler")
                disk.grow(kilobytes: 40_000)
                #expect(try await relance("import", "many.csv", "--on", "2026-11-20").status == 0)
                #expect(try await relance("run", "--on", Stage.day).status == 0)
                try stage.expectSingle(Stage.customers)
                #expect(try await relance("check").status == 0)
            }
        }
    }

    @Test("Files that may not grow, as on a full disk: said so, nothing half written, and it heals")
    func shortFiles() async throws {
        try await Stage.with(.sqlite) { stage in
            try await stage.succeed("import", "customers.csv", "invoices.csv", "--on", "2026-11-20")
            let before = try await stage.balance()
            try many(in: stage.folder)
            // In blocks of 512 or 1,024 bytes, as the shell has it: above what the file holds, below what it would hold.
            let blocks = 600
            let full = try await stage.start(["import", "many.csv", "--on", "2026-11-20"], through: Self.limited("-f \(blocks)")).end()
            #expect(full.status == 4 && !full.error.isEmpty, "\(full)")
            #expect(try await stage.balance() == before)
            try await stage.expectSound()
            try await stage.succeed("import", "many.csv", "--on", "2026-11-20")
            try await stage.succeed("run", "--on", Stage.day)
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    @Test("Few files may be open at once: it works or says why, and loses nothing", arguments: [8, 10, 12, 14, 16, 20, 24, 32])
    func fewFiles(count: Int) async throws {
        try await Stage.with(.sqlite) { stage in
            for command in Stage.morning {
                let ended = try await stage.start(command, through: Self.limited("-n \(count)")).end()
                #expect(ended.status == 0 || [1, 4].contains(ended.status) && !(ended.error + ended.out).isEmpty, "\(ended)")
            }
            try stage.expectSingle(try stage.sink.report().accepted.count)
            try await stage.expectSound()
            try await stage.playMorning()
            // What waits for a relay that could not be reached leaves later that day, or the day after.
            try await stage.playNextDay()
            try stage.expectSingle(Stage.customers)
            try await stage.expectSound()
        }
    }

    /// Runs a program within a limit of the shell's.
    private static func limited(_ limit: String) -> [String] { ["/bin/sh", "-c", "ulimit \(limit) && exec \"$@\"", "sh"] }

    /// More rows than the small disk holds.
    private func many(in folder: String) throws {
        var text = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
        for number in 1...2500 { text += "G\(number),C1,2026-11-15,2026-12-31,100.00,EUR\n" }
        try text.write(toFile: folder + "/many.csv", atomically: false, encoding: .utf8)
    }
}
