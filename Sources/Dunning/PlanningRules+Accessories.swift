package import Ledger
package import Values

extension PlanningRules {
    /// Late interest and the fixed sum on one receivable on a day, claimed or not; zero before the day after its due
    /// date, once they were waived, and when it is unknown. Minor units of the invoice's currency.
    package func accessories(of id: ReceivableID, _ account: Account, _ scenario: Scenario, on day: LocalDate) -> Accessories {
        guard let invoice = account.invoice(id.invoice), !account.waivedAccessories.contains(id.invoice),
            let receivable = invoice.receivables.first(where: { $0.rank == id.rank }), receivable.dueOn < day
        else { return Accessories(interest: 0, indemnity: 0) }
        return accessories.compute(
            AccessoryQuestion(
                policy: scenario.accessories, currency: invoice.currency, dueOn: receivable.dueOn,
                amount: receivable.amount - receivable.writtenOff, reductions: account.reductions(of: id), on: day))
    }
}
