package import Values

/// How long a claim can be brought before a court (prescription).
///
/// A formal notice does not interrupt it, even by registered letter (Cass. com. 18 May 2022, 20-23.204).
package enum Limitation: Sendable, Hashable, CaseIterable {
    case betweenProfessionals
    case suppliedToConsumer
    case goodsTransport
    case enforceableTitle

    /// The dated figure that holds its length in months.
    package var figure: LegalFigureName {
        switch self {
        case .betweenProfessionals: .limitationB2B
        case .suppliedToConsumer: .limitationConsumer
        case .goodsTransport: .limitationGoodsTransport
        case .enforceableTitle: .limitationEnforceableTitle
        }
    }

    /// The last day to act on a claim due on `dueOn`.
    ///
    /// - Parameter interruptedOn: the last acknowledgement of the debt, court claim or enforcement measure
    ///   (CC 2240, 2241, 2244); a period of the same length starts again there (CC 2231).
    package func lastDay(
        dueOn: LocalDate, interruptedOn: LocalDate? = nil, figures: LegalFigures = .builtIn
    ) throws(LegalGap) -> LocalDate {
        let months = try figures.count(figure, on: dueOn)
        let end = dueOn.adding(months: months)
        guard let interruptedOn, interruptedOn > dueOn, interruptedOn <= end else { return end }
        return interruptedOn.adding(months: months)
    }
}
