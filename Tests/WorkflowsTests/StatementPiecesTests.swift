import Foundation
import Ledger
import SQL
import TestKit
import Testing
import Values

@testable import Imports

@Suite("An account told in random pieces, orders and formats counts each movement once", .serialized)
struct StatementPiecesTests {
    /// `RELANCE_STATEMENT_SEEDS=1...400` plays others.
    private static let seeds: [Int] = {
        let bounds = (ProcessInfo.processInfo.environment["RELANCE_STATEMENT_SEEDS"] ?? "1...16").split(separator: ".").compactMap { Int($0) }
        return bounds.count == 2 && bounds[0] <= bounds[1] ? Array(bounds[0]...bounds[1]) : []
    }()

    @Test("Whatever tells of it", arguments: seeds)
    func once(seed: Int) async throws {
        let engine: TestEngine = seed % 8 == 0 ? .postgres : .sqliteMemory
        try await engine.withDatabase { database in
            try await play(UInt64(seed), database) { random, account in Self.pieces(of: account, &random) }
        }
    }

    @Test("Statements cut in the middle of a day, beside whole ones", arguments: seeds)
    func cut(seed: Int) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            try await play(UInt64(seed), database) { random, account in
                Self.cuts(of: account, &random) + Self.pieces(of: account, &random).filter { $0.format?.hasBalances == true }
            }
        }
    }

    /// Days differ: what counts is the money. Alike on days that follow each other, some cannot be told apart.
    @Test("Tables dated by value, beside others", arguments: seeds)
    func byValue(seed: Int) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            try await play(UInt64(seed), database, isByDay: false) { random, account in
                let first = day("2026-08-03").adding(days: random.int(0...40))
                let last = first.adding(days: random.int(6...40))
                let table = Telling(
                    name: "valueCSV \(first) \(last)", text: account.tell(.valueCSV, first, last), days: first...last, format: .valueCSV)
                return ([table] + Self.pieces(of: account, &random)).shuffled(by: &random)
            }
        }
    }

    /// - Parameter isByDay: days are those of booking; else nobody knows of the ends of a table which day is meant.
    private func play(
        _ seed: UInt64, _ database: any Database, isByDay: Bool = true,
        _ pieces: (inout SplitMix64, ToldAccount) -> [Telling]
    ) async throws {
        // Of a sum told on one day and its parts told on another, nothing is known.
        let account = ToldAccount(seed: seed, hasBatches: isByDay)
        var random = SplitMix64(state: seed &* 7919)
        let stage = try await IntakeStage(database)
        let told = pieces(&random, account)
        for piece in told { try await stage.take(piece.text, on: "2026-12-01") }
        func lines(_ lines: [String]) -> [String] { isByDay ? lines : lines.map { String($0.dropFirst(11)) } }
        let truth = lines(account.truth(told))
        let (counted, held) = (lines(try await stage.countedMovements()), lines(try await stage.heldMovements()))
        let story = "seed \(seed): \(told.map(\.name).joined(separator: ", "))"
        // Nothing counts twice; nothing is lost; little waits for a person.
        let ends = isByDay ? [] : told.filter { $0.format == .valueCSV }.flatMap { lines(account.ends(of: $0.days)) }
        let (twice, lost) = (counted.surplus(over: truth).surplus(over: ends), truth.surplus(over: counted + held))
        #expect(twice.count <= (isByDay ? 0 : truth.count / 50), "\(story): \(twice)")
        #expect(lost.isEmpty, "\(story): \(lost)")
        if isByDay { #expect(held.count <= 1 + truth.count / 20, "\(story): \(held)") }
        try await stage.check()
    }

    /// What one file says: in which form, from when to when.
    struct Telling {
        let name: String
        let text: String
        let days: ClosedRange<LocalDate>
        let format: ToldAccount.Format?
    }

    private static func pieces(of account: ToldAccount, _ random: inout SplitMix64) -> [Telling] {
        let formats: [ToldAccount.Format] = [.cfonb, .camt, .mt940, .ofx, .csv, .balancedCSV]
        var pieces: [Telling] = []
        for _ in 0..<random.int(2...6) {
            let first = day("2026-08-03").adding(days: random.int(0...70))
            let last = first.adding(days: [0, 6, 6, 13, 30, 88][random.int(0...5)])
            let format = formats[random.int(0...5)]
            switch random.int(0...3) {
            case 0:
                for offset in 0...last.days(since: first) {
                    let on = first.adding(days: offset)
                    if account.told(on, on).isEmpty { continue }
                    pieces.append(Telling(name: "camt \(on)", text: account.tell(.camt, on, on), days: on...on, format: .camt))
                }
            case 1:
                let on = first
                guard account.told(on, on).contains(where: { $0.amount > 0 }) else { continue }
                pieces.append(Telling(name: "notice \(on)", text: account.notify(on), days: on...on, format: nil))
            default:
                if account.told(first, last).isEmpty { continue }
                pieces.append(
                    Telling(name: "\(format) \(first) \(last)", text: account.tell(format, first, last), days: first...last, format: format))
            }
        }
        return random.int(0...2) == 0 ? pieces : pieces.shuffled(by: &random)
    }

    /// A chain of statements of one format, each ending where the next begins, at any movement.
    private static func cuts(of account: ToldAccount, _ random: inout SplitMix64) -> [Telling] {
        let format = [ToldAccount.Format.cfonb, .mt940, .camt][random.int(0...2)]
        var places = [0, account.movements.sums.count]
        for _ in 0..<random.int(1...8) { places.append(random.int(0...account.movements.sums.count)) }
        places = Set(places).sorted()
        return zip(places, places.dropFirst()).compactMap { first, last in
            guard let (text, days) = account.tell(format, from: first, upTo: last) else { return nil }
            return Telling(name: "\(format) cut \(days)", text: text, days: days, format: format == .camt ? .mt940 : format)
        }
    }
}

extension ToldAccount {
    /// What files tell between them: the parts of a sum where one tells them, else the sum.
    fileprivate func truth(_ told: [StatementPiecesTests.Telling]) -> [String] {
        let detailed = movements.filter { movement in
            told.contains { $0.days.contains(movement.on) && ($0.format == .camt || $0.format == nil && movement.amount > 0) }
        }
        let others = movements.filter { movement in
            told.contains { $0.days.contains(movement.on) && $0.format != nil }
                && !told.contains { $0.days.contains(movement.on) && ($0.format == .camt || $0.format == nil && movement.amount > 0) }
        }
        return (detailed + others.sums).map { "\($0.on) \(Money(minor: $0.amount, .eur).decimalText)" }.sorted()
    }
}

extension ToldAccount {
    /// Movements of the first and the last days of a table.
    fileprivate func ends(of days: ClosedRange<LocalDate>) -> [String] {
        movements.filter { min(abs($0.on.days(since: days.lowerBound)), abs($0.on.days(since: days.upperBound))) <= 4 }
            .sums.map { "\($0.on) \(Money(minor: $0.amount, .eur).decimalText)" }
    }
}

extension [String] {
    /// What stands here more often than there.
    fileprivate func surplus(over others: [String]) -> [String] {
        var left = Dictionary(grouping: others) { $0 }.mapValues(\.count)
        return filter { text in
            let count = left[text] ?? 0
            left[text] = count - 1
            return count < 1
        }
    }
}

extension Array {
    fileprivate func shuffled(by random: inout SplitMix64) -> [Element] {
        var shuffled = self
        for place in indices.reversed() { shuffled.swapAt(place, random.int(0...place)) }
        return shuffled
    }
}

extension ToldAccount.Format {
    fileprivate var hasBalances: Bool {
        switch self {
        case .cfonb, .camt, .mt940: true
        case .ofx, .csv, .balancedCSV, .valueCSV: false
        }
    }
}
