import Values

extension FactBody {
    /// Reads a stored payload of the kind it was stored under.
    package init(kind: String, payload: String) throws(FactCodingError) {
        let reader = try FactReader(text: payload)
        switch kind {
        case "company_described": self = .companyDescribed(try CompanyProfile(reader))
        case "customer_recorded": self = .customerRecorded(try Customer(reader))
        case "invoice_issued":
            var declared: DeclaredStep?
            if let object = reader.object("declared") { declared = try DeclaredStep(object) }
            self = .invoiceIssued(try Invoice(reader), declared: declared)
        case "invoice_quarantined": self = .invoiceQuarantined(try QuarantinedVersion(reader))
        case "credit_recorded": self = .creditRecorded(try Credit(reader))
        case "allocation_made": self = .allocationMade(try reader.id("customer"), try Allocation(reader))
        case "hold_placed": self = .holdPlaced(try Hold(reader))
        case "scenario_recorded": self = .scenarioRecorded(try ScenarioText(reader))
        case "import_recorded": self = .importRecorded(try ImportReceipt(reader))
        case "message_planned": self = .messagePlanned(try Correspondence(reader))
        case "message_moved": self = .messageMoved(try MessageMove(reader))
        case "task_opened": self = .taskOpened(try FollowUp(reader))
        default:
            if let fact = try BankFact(kind: kind, reader) {
                self = .bank(fact)
            } else {
                self = try Self.small(kind, reader)
            }
        }
    }

    private static func small(_ kind: String, _ reader: FactReader) throws(FactCodingError) -> FactBody {
        switch kind {
        case "quarantine_released": .quarantineReleased(try reader.id("customer"), try reader.id("invoice"))
        case "credit_returned":
            .creditReturned(
                try reader.id("customer"), try CreditKey(reader), on: try reader.day("on"), reason: try reader.text("reason"))
        case "allocation_reversed":
            .allocationReversed(try reader.id("customer"), number: try reader.int("number"), on: try reader.day("on"))
        case "receivable_written_off":
            .receivableWrittenOff(
                try reader.id("customer"), try ReceivableID(reader), amount: try reader.number("amount"),
                on: try reader.day("on"), reason: try reader.text("reason"))
        case "hold_released":
            .holdReleased(try reader.id("customer"), try reader.id("hold"), on: try reader.day("on"))
        case "default_scenario_chosen": .defaultScenarioChosen(try reader.id("scenario"))
        case "scenario_assigned":
            .scenarioAssigned(
                try reader.id("customer"), try reader.id("scenario"), restartOn: try reader.optionalDay("restartOn"))
        case "address_suspended":
            .addressSuspended(
                try reader.id("customer"), address: try reader.text("address"), reason: try reader.text("reason"))
        case "address_restored":
            .addressRestored(
                try reader.id("customer"), address: try reader.text("address"), reason: try reader.text("reason"))
        case "task_closed": .taskClosed(try reader.id("customer"), try reader.id("task"), on: try reader.day("on"))
        case "accessories_waived":
            .accessoriesWaived(try reader.id("customer"), try reader.id("invoice"), reason: try reader.text("reason"))
        case "day_played": .dayPlayed(try reader.day("day"))
        default: throw .unknownKind(kind)
        }
    }
}
