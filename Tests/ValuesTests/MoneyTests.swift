import Testing
import Values

private func currency(_ code: String) throws -> Currency { try #require(Currency(code: code)) }

@Suite("Money")
struct MoneyTests {
    @Test("Amounts are read as their file writes them", arguments: [
        ("0", DecimalMark.point, Int64(0)), ("1500.00", .point, 150_000), ("1500", .point, 150_000), ("1.5", .point, 150),
        ("1,234.56", .point, 123_456), ("1.234,56", .comma, 123_456), ("1 234,56", .comma, 123_456),
        ("1\u{A0}234,56", .comma, 123_456), ("1\u{202F}234\u{202F}567,89", .comma, 123_456_789),
        ("1'234.56", .point, 123_456), ("1’234.56", .point, 123_456), ("1.234", .comma, 123_400),
        ("-12.30", .point, -1230), ("\u{2212}12.30", .point, -1230), ("12.30-", .point, -1230), ("+12.30", .point, 1230),
        ("  12.30  ", .point, 1230), ("- 12.30", .point, -1230), ("12.30 -", .point, -1230), ("007.10", .point, 710),
        ("92233720368547758.07", .point, .max), ("-92233720368547758.07", .point, -.max),
    ])
    func reads(text: String, mark: DecimalMark, minor: Int64) throws {
        #expect(try Money(parsing: text, .eur, decimalMark: mark) == Money(minor: minor, .eur))
    }

    @Test("What is not an amount is refused with the reason", arguments: [
        ("", DecimalMark.point, AmountProblem.empty), ("   ", .point, .empty),
        ("1.234,56", .point, .malformed), ("1,234.56", .comma, .malformed),
        ("1e3", .point, .malformed), ("1E3", .point, .malformed), ("NaN", .point, .malformed), ("inf", .point, .malformed),
        ("0x10", .point, .malformed), ("٣٤", .point, .malformed), ("１２", .point, .malformed), ("12abc", .point, .malformed),
        ("10^30", .point, .malformed), ("1_000", .point, .malformed), ("€12", .point, .malformed), ("(12.00)", .point, .malformed),
        ("92233720368547758.08", .point, .overflow), ("1000000000000000000000000000000", .point, .overflow),
        ("-92233720368547758.08", .point, .overflow), ("18446744073709551616", .point, .overflow),
        (".5", .point, .malformed), ("5.", .point, .malformed), ("-", .point, .malformed), ("--5", .point, .malformed),
        ("-5-", .point, .malformed), ("1-2", .point, .malformed), ("1.2.3", .point, .malformed), ("1,23", .point, .malformed),
        ("1234,567", .point, .malformed), ("12,34,567", .point, .malformed), (",123", .point, .malformed),
        ("1 2", .point, .malformed), ("12 34.00", .point, .malformed), ("1 234,567.00", .point, .malformed),
        ("1'234 567", .point, .malformed), ("1.5 0", .point, .malformed), ("12,345,67", .point, .malformed),
        ("1.234", .point, .tooManyDecimals(allowed: 2)), ("0.00000000000000000000000000", .point, .tooManyDecimals(allowed: 2)),
        ("1.00000000000000000000000000", .point, .tooManyDecimals(allowed: 2)), ("1.0000x", .point, .malformed),
    ])
    func refuses(text: String, mark: DecimalMark, problem: AmountProblem) {
        #expect(throws: problem) { try Money(parsing: text, .eur, decimalMark: mark) }
    }

    @Test("Each currency has its own decimals", arguments: [
        ("EUR", 2), ("USD", 2), ("GBP", 2), ("CHF", 2), ("JPY", 0), ("KRW", 0), ("XAF", 0), ("XOF", 0), ("XPF", 0),
        ("ISK", 0), ("UYI", 0), ("KWD", 3), ("BHD", 3), ("TND", 3), ("JOD", 3), ("CLF", 4), ("ZZZ", 2),
    ])
    func decimals(code: String, decimals: Int) throws {
        #expect(try currency(code).decimals == decimals)
    }

    @Test("Decimals that the currency does not have are refused", arguments: [
        ("100.5", "JPY", 0), ("100.0", "JPY", 0), ("1.2345", "KWD", 3), ("1.234", "EUR", 2), ("1.23456", "CLF", 4),
    ])
    func refusesDecimals(text: String, code: String, allowed: Int) throws {
        let currency = try currency(code)
        #expect(throws: AmountProblem.tooManyDecimals(allowed: allowed)) { try Money(parsing: text, currency) }
    }

    @Test("An amount is written for scripts with the decimals of its currency", arguments: [
        (Int64(0), "EUR", "0.00"), (5, "EUR", "0.05"), (-5, "EUR", "-0.05"), (150_000, "EUR", "1500.00"),
        (.min, "EUR", "-92233720368547758.08"), (100, "JPY", "100"), (-100, "JPY", "-100"), (1234, "KWD", "1.234"),
        (1, "CLF", "0.0001"),
    ])
    func writes(minor: Int64, code: String, text: String) throws {
        #expect(Money(minor: minor, try currency(code)).decimalText == text)
    }

    @Test("Arithmetic reports overflow and never mixes currencies")
    func arithmetic() throws {
        let cent = Money(minor: 1, .eur)
        #expect(try cent.adding(cent) == Money(minor: 2, .eur))
        #expect(throws: MoneyError.overflow) { try Money(minor: .max, .eur).adding(cent) }
        #expect(throws: MoneyError.overflow) { try Money(minor: .min, .eur).subtracting(cent) }
        #expect(throws: MoneyError.overflow) { try Money(minor: .min, .eur).negated() }
        #expect(throws: MoneyError.currenciesDiffer(.eur, .usd)) { try cent.adding(Money(minor: 1, .usd)) }
        #expect(throws: MoneyError.currenciesDiffer(.eur, .usd)) { try Money.sum([Money(minor: 1, .usd)], in: .eur) }
        #expect(try Money.sum([], in: .usd) == .zero(.usd))
        #expect(try Money.sum([cent, cent, cent], in: .eur).minor == 3)
    }

    @Test("A currency is three letters", arguments: ["", "EU", "EURO", "E1R", "€", "[[[", "`AB", "{AB", "ÉUR"])
    func refusesCurrency(code: String) {
        #expect(Currency(code: code) == nil)
    }

    @Test("A currency is read in either case and keeps its code")
    func readsCurrency() {
        #expect(Currency(code: "eur") == .eur)
        #expect(Currency(code: "Kwd")?.code == "KWD")
    }

    @Test("A written amount is read back the same, for every currency's decimals")
    func roundTrip() throws {
        var state: UInt64 = 20_261_122
        for code in ["EUR", "JPY", "KWD", "CLF"] {
            let currency = try currency(code)
            for _ in 0..<500 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let money = Money(minor: Int64(bitPattern: state) >> Int64(state % 60), currency)
                #expect(try Money(parsing: money.decimalText, currency) == money)
            }
        }
    }

    @Test("A rate is read from a percentage and written back", arguments: [
        ("12.15", Int64(121_500), "12.15"), ("0", 0, "0.00"), ("0.86", 8600, "0.86"), ("12", 120_000, "12.00"),
        ("8.125", 81_250, "8.125"), ("0.0001", 1, "0.0001"), ("999999999.9999", 9_999_999_999_999, "999999999.9999"),
    ])
    func rates(text: String, millionths: Int64, written: String) throws {
        let rate = try #require(Rate(percent: text))
        #expect(rate.millionths == millionths)
        #expect(rate.percentText == written)
    }

    @Test("What is not a percentage is refused", arguments: ["", ".", "12.", ".5", "-1", "1.23456", "12,15", "1e2", "١٢", "1234567890"])
    func refusesRates(text: String) {
        #expect(Rate(percent: text) == nil)
    }
}
