package import Ledger
package import Matching

/// What a made-up movement really is.
package struct TrialTruth: Hashable, Sendable {
    /// What sort of movement it is, by which the measure tells.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case single, several, scattered, part, half
        case discount, charges, costs, netted, overpaid
        case parent, factor, collection, recognised, returned
        case wrongReference = "wrong_reference"
        // Nothing may be allocated.
        case duplicate
        case onAccount = "on_account"
        case chequeBatch = "cheque_batch"
        case cardBatch = "card_batch"
        case noise

        /// Any automatic allocation is an error.
        package var isMustNot: Bool {
            switch self {
            case .duplicate, .onAccount, .chequeBatch, .cardBatch, .noise: true
            case .single, .several, .scattered, .part, .half, .discount, .charges, .costs, .netted, .overpaid, .parent, .factor,
                .collection, .recognised, .returned, .wrongReference: false
            }
        }
    }

    package let kind: Kind
    /// Whose money it is.
    package let customers: [CustomerID]
    /// What is settled in all, credit notes and remissions not counted: by the money of the movement.
    package let settled: [ReceivableID: Int64]
    package let netted: [ReceivableID: Int64]
    /// What is let go of with it.
    package let remitted: [ReceivableID: Int64]
    package let recognised: CreditKey?
    package let returned: EntryID?
    /// What is seen on the movement and in the history leaves a careful person no doubt.
    package var isDecidable = false

    init(
        _ kind: Kind, customers: [CustomerID] = [], settled: [ReceivableID: Int64] = [:], netted: [ReceivableID: Int64] = [:],
        remitted: [ReceivableID: Int64] = [:], recognised: CreditKey? = nil, returned: EntryID? = nil
    ) {
        self.kind = kind
        self.customers = customers
        self.settled = settled
        self.netted = netted
        self.remitted = remitted
        self.recognised = recognised
        self.returned = returned
    }
}

/// A made-up ledger and its bank, with the truth beside.
package struct TrialLedger: Sendable {
    package var customers: [CustomerItems] = []
    /// The movements to be judged, and what each is.
    package var entries: [BookedEntry] = []
    package var truths: [TrialTruth] = []
    /// Movements of the history with the customers that they were confirmed to be of; none for nobody's.
    package var history: [(entry: BookedEntry, customers: [CustomerID])] = []
    package var rules: [PayerRule] = []
    package var identifiers: [(text: String, invoice: InvoiceID)] = []
    /// Payments of one invoice, and those of them whose amount no other open item or run of the payer has.
    package var singles = 0
    package var uniqueSingles = 0
}
