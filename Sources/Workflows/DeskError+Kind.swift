import SQL

extension DeskError {
    /// What was asked for is not there.
    package var isAbsence: Bool {
        switch self {
        case .unknownCompany, .unknownCustomer, .unknownInvoice, .unknownCredit, .unknownMessage, .unknownScenario, .unknownTask,
            .unknownEntry, .unknownPayer:
            true
        case .companyExists, .malformedCompanyID, .unknownTimeZone, .invoiceOfAnotherCustomer, .nothingToRelease, .addressNotSuspended,
            .datesReversed, .amountNotPositive, .promiseAboveDue, .rangeTooLong, .messageNotWaiting, .scenarioRefused, .noWayToSend,
            .entryNotReceived, .allocationRefused, .allocationAboveEntry, .allocationAboveInvoice, .entryOfOtherCurrency, .nothingToReverse, .noProposal,
            .receiptWentBack, .paymentReturnedAlready, .paymentInBooks,
            .senderAddressMissing, .notToday, .placeUnknown, .journalsMissing,
            .damaged, .storage:
            false
        }
    }

    /// The same question may be answered in a moment.
    package var isPassing: Bool { sqlError?.isRetryable == true }
}
