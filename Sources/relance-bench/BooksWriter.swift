import Values

/// Writes the files that a French firm's software would export: one customer for every ten invoices.
struct BooksWriter {
    private let size: Int
    private var random = Chance(seed: 20_251_231)
    private var bytes: [UInt8] = []

    init(size: Int) { self.size = size }

    private var customerCount: Int { max(1, size / 10) }

    mutating func customers() -> [UInt8] {
        line("numero_client;raison_sociale;courriel;adresse;code_postal;ville;pays;segment")
        for number in 1...customerCount {
            let digits = number.digits(6)
            line("C\(digits);Établissements n° \(digits);compta@client-\(digits).example;\(number % 200 + 1) rue Neuve;69001;Lyon;FR;pme")
        }
        return take()
    }

    mutating func invoices() -> [UInt8] {
        line("numero_facture;numero_client;date_facture;date_echeance;montant_ttc;devise;reference_commande")
        for number in 1...size {
            let issuedOn = day(number)
            let dueOn = issuedOn.adding(days: 30 + random.int(0...30))
            let order = number % 3 == 0 ? "BC-\(number % 9000)" : ""
            line("FA-25-\(number.digits(7));\(customer());\(french(issuedOn));\(french(dueOn));\(amount(cents()));EUR;\(order)")
        }
        return take()
    }

    mutating func fec() -> [UInt8] {
        line(
            "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t"
                + "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise")
        for number in 1...size { entries(of: number) }
        return take()
    }

    private mutating func entries(of number: Int) {
        let customer = customer()
        let label = "Établissements n° \(customer.dropFirst())"
        let issuedOn = day(number)
        let on = compact(issuedOn)
        let piece = "FA-25-\(number.digits(7))"
        let tax = Int64(random.int(2_000...90_000))
        let isPaid = number % 3 == 0
        let paidOn = isPaid ? compact(min(issuedOn.adding(days: 25), LocalDate(bench: "2025-12-31"))) : ""
        let letter = isPaid ? "L\(number)" : ""
        let sale = "VE\tVentes\tVE\(number.digits(7))\t\(on)"
        let about = "\(piece)\t\(on)\tFacture \(piece)"
        line("\(sale)\t411000\tClients\t\(customer)\t\(label)\t\(about)\t\(amount(tax * 6))\t0,00\t\(letter)\t\(paidOn)\t\(on)\t\t")
        line("\(sale)\t706000\tPrestations\t\t\t\(about)\t0,00\t\(amount(tax * 5))\t\t\t\(on)\t\t")
        line("\(sale)\t445710\tTVA collectée\t\t\t\(about)\t0,00\t\(amount(tax))\t\t\t\(on)\t\t")
        guard isPaid else { return }
        let bank = "BQ\tBanque\tBQ\(number.digits(7))\t\(paidOn)"
        let received = "R\(number.digits(7))\t\(paidOn)\tRèglement \(piece)"
        line("\(bank)\t512000\tBanque\t\t\t\(received)\t\(amount(tax * 6))\t0,00\t\t\t\(paidOn)\t\t")
        line("\(bank)\t411000\tClients\t\(customer)\t\(label)\t\(received)\t0,00\t\(amount(tax * 6))\t\(letter)\t\(paidOn)\t\(paidOn)\t\t")
    }

    private mutating func customer() -> String { "C" + random.int(1...customerCount).digits(6) }

    private mutating func cents() -> Int64 { Int64(random.int(1_000...900_000)) }

    /// In order, as software numbers its invoices.
    private func day(_ number: Int) -> LocalDate {
        LocalDate(bench: "2025-01-02").adding(days: number * 330 / size)
    }

    private func amount(_ cents: Int64) -> String { "\(cents / 100),\(Int(cents % 100).digits(2))" }

    private func french(_ day: LocalDate) -> String { "\(day.day.digits(2))/\(day.month.digits(2))/\(day.year)" }

    private func compact(_ day: LocalDate) -> String { "\(day.year)\(day.month.digits(2))\(day.day.digits(2))" }

    private mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(0x0A)
    }

    private mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
