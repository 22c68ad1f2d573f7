import Values

extension FactBody {
    /// Canonical JSON: what is stored, hashed and exported. The same body gives the same bytes for ever.
    package var payload: [UInt8] {
        CanonicalWriter.object { writer in
            switch self {
            case .companyDescribed(let profile): profile.write(to: &writer)
            case .customerRecorded(let customer): customer.write(to: &writer)
            case .invoiceIssued(let invoice, let declared):
                invoice.write(to: &writer)
                if let declared { writer.object("declared") { declared.write(to: &$0) } }
            case .invoiceQuarantined(let version): version.write(to: &writer)
            case .creditRecorded(let credit): credit.write(to: &writer)
            case .allocationMade(let customer, let allocation):
                writer.field("customer", customer.text)
                allocation.write(to: &writer)
            case .holdPlaced(let hold): hold.write(to: &writer)
            case .scenarioRecorded(let text): text.write(to: &writer)
            case .importRecorded(let receipt): receipt.write(to: &writer)
            case .messagePlanned(let message): message.write(to: &writer)
            case .messageMoved(let move): move.write(to: &writer)
            case .taskOpened(let task): task.write(to: &writer)
            case .bank(let fact): fact.write(to: &writer)
            case .quarantineReleased, .creditReturned, .allocationReversed, .receivableWrittenOff, .holdReleased,
                .defaultScenarioChosen, .scenarioAssigned, .addressSuspended, .addressRestored, .taskClosed, .accessoriesWaived, .dayPlayed:
                writeSmall(to: &writer)
            }
        }
    }

    /// The bodies that have no type of their own.
    private func writeSmall(to writer: inout CanonicalWriter) {
        if let customer { writer.field("customer", customer.text) }
        switch self {
        case .quarantineReleased(_, let invoice): writer.field("invoice", invoice.text)
        case .creditReturned(_, let key, let on, let reason):
            key.write(to: &writer)
            writer.field("on", on)
            writer.field("reason", reason)
        case .allocationReversed(_, let number, let on):
            writer.field("number", number)
            writer.field("on", on)
        case .receivableWrittenOff(_, let receivable, let amount, let on, let reason):
            receivable.write(to: &writer)
            writer.field("amount", amount)
            writer.field("on", on)
            writer.field("reason", reason)
        case .holdReleased(_, let id, let on):
            writer.field("hold", id.text)
            writer.field("on", on)
        case .defaultScenarioChosen(let id): writer.field("scenario", id.text)
        case .scenarioAssigned(_, let id, let restartOn):
            writer.field("scenario", id.text)
            writer.field("restartOn", restartOn)
        case .addressSuspended(_, let address, let reason), .addressRestored(_, let address, let reason):
            writer.field("address", address)
            writer.field("reason", reason)
        case .taskClosed(_, let id, let on):
            writer.field("task", id.text)
            writer.field("on", on)
        case .accessoriesWaived(_, let invoice, let reason):
            writer.field("invoice", invoice.text)
            writer.field("reason", reason)
        case .dayPlayed(let day): writer.field("day", day)
        case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .creditRecorded,
            .allocationMade, .holdPlaced, .scenarioRecorded, .importRecorded, .messagePlanned, .messageMoved,
            .taskOpened, .bank: break
        }
    }
}
