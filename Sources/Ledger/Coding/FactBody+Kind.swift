extension FactBody {
    /// The name under which it is stored and exported; never changes.
    package var kind: String {
        switch self {
        case .companyDescribed: "company_described"
        case .customerRecorded: "customer_recorded"
        case .invoiceIssued: "invoice_issued"
        case .invoiceQuarantined: "invoice_quarantined"
        case .quarantineReleased: "quarantine_released"
        case .creditRecorded: "credit_recorded"
        case .creditReturned: "credit_returned"
        case .allocationMade: "allocation_made"
        case .allocationReversed: "allocation_reversed"
        case .receivableWrittenOff: "receivable_written_off"
        case .holdPlaced: "hold_placed"
        case .holdReleased: "hold_released"
        case .scenarioRecorded: "scenario_recorded"
        case .defaultScenarioChosen: "default_scenario_chosen"
        case .scenarioAssigned: "scenario_assigned"
        case .importRecorded: "import_recorded"
        case .messagePlanned: "message_planned"
        case .messageMoved: "message_moved"
        case .addressSuspended: "address_suspended"
        case .addressRestored: "address_restored"
        case .taskOpened: "task_opened"
        case .taskClosed: "task_closed"
        case .accessoriesWaived: "accessories_waived"
        case .dayPlayed: "day_played"
        case .bank(let fact): fact.kind
        }
    }
}
